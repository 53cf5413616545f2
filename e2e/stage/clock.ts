/** An instant as the organisation's wall clock shows it, the way a field for date and time takes it: 2026-11-25T09:00. */
export const wallClock = (at: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' }).format(at).replace(' ', 'T')
