const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** The address if following it runs nothing: http(s), mailto, tel, or a path of this site; else null. */
export const safeAddress = (address: string): string | null => {
  try {
    return allowed.has(new URL(address, 'https://here.invalid').protocol) ? address : null
  } catch {
    return null
  }
}
