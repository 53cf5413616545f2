/** Opens a network's window from a gesture; false where the browser blocked it. */
export const openWindow = (address: string): boolean => {
  if (address.startsWith('mailto:')) {
    location.href = address
    return true
  }
  const opened = window.open(address, '_blank')
  if (!opened) return false
  // The network's page must not reach back into ours.
  opened.opener = null
  return true
}
