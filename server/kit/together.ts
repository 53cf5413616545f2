/**
 * What several pieces of work in one transaction give, begun at the same time: while the database answers one, what came of another is read.
 * Where one fails, the others are waited for before it is told, of several the first: the transaction it was in is broken for the others, and a
 * connection must not be given back while somebody still asks on it.
 */
export const together = async <Work extends readonly unknown[] | []>(work: Work): Promise<{ -readonly [Place in keyof Work]: Awaited<Work[Place]> }> => {
  const all = Promise.all(work)
  await Promise.allSettled([all, ...work])
  return all
}
