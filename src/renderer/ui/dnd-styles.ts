import { StyleInjector } from '@dnd-kit/dom';

/**
 * dnd-kit puts its rules into a `<style>` element, which `style-src 'self'` blocks (and logs). A constructed sheet does the
 * same and is allowed. Called once, before the first drag manager is made.
 */
export function adoptDragStyles(): void {
  StyleInjector.prototype.register = (cssRules: string) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(cssRules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  };
}
