/** A URL from the wire comes in, it goes out when it leads to the web and nowhere else. */

/** Null for every other scheme, such as `javascript:`. */
export function webUrl(url: string | null): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}
