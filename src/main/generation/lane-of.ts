/** Local work has a lane of its own for each maker; all calls of a vendor share one, whose places are its concurrency. */
export function laneOf(kind: 'image' | 'video', providerId: string): string {
  const [vendor = providerId] = providerId.split('/');
  return vendor === 'local' ? `${kind}:${providerId}` : vendorLane(vendor);
}

export const vendorLane = (vendor: string): string => `vendor:${vendor}`;
