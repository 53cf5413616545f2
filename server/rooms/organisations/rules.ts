/** How long the audit log is kept: two years, so that a yearly audit sees the whole of the year before. */
const audit_months = 24

/** The instant before which audit entries are removed. */
export const auditKeptSince = (now: Date): Date => {
  const since = new Date(now)
  since.setUTCMonth(since.getUTCMonth() - audit_months)
  return since
}
