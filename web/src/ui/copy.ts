/**
 * Puts a text on the clipboard within the gesture itself: a window that opens next takes the focus, and browsers refuse the
 * asynchronous clipboard to a page that lost it, or that came without encryption. False where this way is closed.
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
export const copyText = async (text: string): Promise<boolean> => {
  if (copyWithin(text)) return true
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
