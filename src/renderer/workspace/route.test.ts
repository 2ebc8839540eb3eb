import { describe, expect, it } from 'vitest';
import { FIRST_ROUTE, formatRoute, parseRoute } from './route.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('parseRoute', () => {
  it('reads what formatRoute writes', () => {
    for (const route of [
      { screen: 'storyboard', projectId: id },
      { screen: 'settings', projectId: null },
      { screen: 'settings', projectId: id },
    ] as const) {
      expect(parseRoute(formatRoute(route))).toEqual(route);
    }
  });
  it('leads to the library from anything else', () => {
    for (const hash of ['', '#', '#t=secret', '#/nowhere', '#/storyboard', `#/storyboard/${id}x`, '#/brief/../x']) {
      expect(parseRoute(hash)).toEqual(FIRST_ROUTE);
    }
  });
});
