/**
 * Puts a text on the clipboard within the gesture itself: the network's window that opens next takes the focus, and browsers
 * refuse the asynchronous clipboard to a page that lost it. False where this way is closed.
 */
const copyWithin = (text: string): boolean => {
  let written = false
  const write = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
    written = event.clipboardData !== null
  }
  document.addEventListener('copy', write, { capture: true })
  try {
    return document.execCommand('copy') && written
  } catch {
    return false
  } finally {
    document.removeEventListener('copy', write, { capture: true })
  }
}

/** Copies at once where the browser allows, else as soon as it can; says whether it did. */
export const copyNow = (text: string): Promise<boolean> => {
  if (copyWithin(text)) return Promise.resolve(true)
  return navigator.clipboard.writeText(text).then(() => true, () => false)
}

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
