/** A part of an address without its escapes; what is no valid escape (`50%`, `%zz`) leaves the part as it is written. */
export function decodePart(text: string): string {
  return decodeWith(decodeURIComponent, text);
}

/** A whole address without its escapes, but for those that part it; likewise. */
export function decodeAddress(text: string): string {
  return decodeWith(decodeURI, text);
}

function decodeWith(decode: (text: string) => string, text: string): string {
  try {
    return decode(text);
  } catch {
    return text;
  }
}
