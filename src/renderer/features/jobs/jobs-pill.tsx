export function JobsPill() {
  return null;
}
