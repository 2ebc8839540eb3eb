/**
 * W6 and E3: the same wall around every answer, on our own scheme and on the loopback. Sources beyond 'self' are named by
 * the door that needs them.
 */
export function contentSecurityPolicy(mediaSources: readonly string[] = []): string {
  const media = ["'self'", ...mediaSources].join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${media} blob:`,
    `media-src ${media} blob:`,
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types framewright dompurify',
  ].join('; ');
}

/** Headers of every answer. `fw-app` pages name `fw-media:` as a source, loopback pages need none. */
export function securityHeaders(mediaSources: readonly string[] = []): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(mediaSources),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
  };
}
