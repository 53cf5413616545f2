import type { Language, Tribe } from '@portevoix/contract/shapes'
import { roles, type Role } from '@portevoix/contract/permissions'
import { words } from '#kit/words'
import { plain } from '../rules.ts'

export const columns = ['email', 'name', 'first_name', 'last_name', 'tribe', 'language', 'groups', 'roles'] as const
export type Column = (typeof columns)[number]

/** What people write on the first line, in both languages and as directories export it. */
const headings: Record<Column, readonly string[]> = {
  email: ['email', 'e mail', 'mail', 'courriel', 'adresse', 'adresse e mail', 'adresse email', 'adresse mail', 'email address', 'e mail address', 'address'],
  name: ['name', 'nom complet', 'full name', 'display name', 'prenom nom', 'nom prenom'],
  first_name: ['prenom', 'first name', 'given name', 'firstname'],
  last_name: ['nom', 'nom de famille', 'last name', 'surname', 'family name', 'lastname'],
  tribe: ['tribe', 'tribu'],
  language: ['language', 'langue', 'lang'],
  groups: ['groups', 'group', 'groupes', 'groupe', 'department', 'departement', 'service', 'equipe', 'team'],
  roles: ['roles', 'role'],
}

const simple = (text: string) => plain(text).replace(/[^a-z0-9]+/g, ' ').trim()

/** Which column of ours a heading means, or null. */
export const columnOf = (heading: string): Column | null => columns.find((column) => headings[column].includes(simple(heading))) ?? null

const tribes: Record<Tribe, readonly string[]> = {
  employees: ['employees', 'employee', 'salaries', 'salarie', 'salariee', 'collaborateurs', 'collaborateur', 'collaboratrice', 'interne'],
  customers: ['customers', 'customer', 'clients', 'client', 'cliente'],
}
const languages: Record<Language, readonly string[]> = {
  fr: ['fr', 'fr fr', 'francais', 'french'],
  en: ['en', 'en gb', 'en us', 'anglais', 'english'],
}

export const tribeOf = (text: string): Tribe | null => (['employees', 'customers'] as const).find((tribe) => tribes[tribe].includes(simple(text))) ?? null
export const languageOf = (text: string): Language | null => (['fr', 'en'] as const).find((language) => languages[language].includes(simple(text))) ?? null

const roleNames = new Map(roles.flatMap((role) => [role, words('fr', 'people.roles')(role), words('en', 'people.roles')(role)].map((name) => [simple(name), role] as const)))

/** A role by its name in the code or as the interface names it in either language. */
export const roleOf = (text: string): Role | null => roleNames.get(simple(text)) ?? null

/** Several values in one cell: a file separated by commas separates them by semicolons or bars, and the reverse. */
export const several = (cell: string): string[] => cell.split(/[;,|/\n]/).map((part) => part.trim()).filter(Boolean)
