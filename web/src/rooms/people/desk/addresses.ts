const address = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]{2,}$/

/**
 * The addresses in a text that was pasted from anywhere: a column, a list, the header of a mail
 * (`Nina Roux <nina@acme.fr>; …`). What looks like one and is none is given back as it is.
 */
export const readAddresses = (text: string): { emails: string[]; wrong: string[] } => {
  const named = [...text.matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map((match) => match[1] ?? '')
  const rest = text.replace(/("[^"]*"\s*|[^<>,;\n]*)<[^<>\s]+@[^<>\s]+>/g, ' ')
  const parts = [...named, ...rest.split(/[\s,;]+/)].map((part) => part.replace(/^mailto:/i, '').replace(/^[.'"(]+|[.'")]+$/g, '')).filter(Boolean)
  const emails = new Set(parts.filter((part) => address.test(part)).map((part) => part.toLowerCase()))
  return { emails: [...emails], wrong: [...new Set(parts.filter((part) => !address.test(part)))] }
}
