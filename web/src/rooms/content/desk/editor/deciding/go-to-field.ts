import { goToFirstWrong } from '#ui/first-wrong.ts'

const controls = 'input:not([type=file]), textarea, select, [contenteditable=true]'

/** Puts the person on a field of the editor, wherever it is on the page; false where it is not shown. */
export const goToField = (field: string): boolean => {
  const place = document.querySelector(`[data-field="${CSS.escape(field)}"]`)
  const control = place?.matches(controls) ? place : place?.querySelector(controls)
  if (!(control instanceof HTMLElement)) return false
  control.focus()
  control.scrollIntoView({ block: 'center' })
  return true
}

/** Puts the person on the first of these fields that is in the way, once it shows why. */
export const goToFirstRefused = (errors: Readonly<Record<string, string>>): void => {
  const [first] = Object.entries(errors).filter(([, message]) => message !== '')
  requestAnimationFrame(() => { if (!first || !goToField(first[0])) goToFirstWrong() })
}
