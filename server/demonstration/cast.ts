import type { NetworkId } from '@portevoix/contract/networks/shape'
import type { Role } from '@portevoix/contract/permissions'
import type { Language, Tribe } from '@portevoix/contract/shapes'
import { day_ms, momentAfter, momentOf, type Day } from './calendar.ts'
import type { Dice } from './dice.ts'
import { addressOf, parts } from './personas.ts'
import type { ThemeKey } from './texts.ts'
import { themeKeys } from './texts.ts'

export const memberCount = 300
/** Invited, and not members (yet). */
const absentCount = 46
/** Those who left the programme. */
const leaverCount = 9

export interface Person {
  name: string
  email: string
  tribe: Tribe
  language: Language
  roles: readonly Role[]
  /** Places of their groups in the invention. */
  groups: readonly number[]
  /** When each invitation was sent; none for those who were there from the beginning. */
  invited_at: readonly number[]
  registered_at: number
  /** Null for those who have not accepted the charter. */
  ambassador_at: number | null
  left_at: number | null
  /** How likely they are to look at a content at the beginning, and after how many days half of that is gone. */
  activity: number
  half_life_days: number
  /** How likely they are to share what they read; 0 for those who only come to read. */
  sharing: number
  /** How many people follow them, around 1. */
  reach: number
  networks: readonly NetworkId[]
  likes: Readonly<Record<ThemeKey, number>>
}

export interface Absent { name: string; email: string; tribe: Tribe; language: Language; groups: readonly number[]; invited_at: readonly number[]; withdrawn: boolean }

const firstNames: Readonly<Record<Language, readonly string[]>> = {
  fr: 'Adèle Agathe Aïcha Albane Alban Amel Anaël Anouk Antonin Apolline Armand Aurore Bastien Bérénice Brune Camille Capucine Célestin Clarisse Clément Colin Constance Corentin Damien Diane Djamel Eddy Elea Élodie Émilien Enora Erwan Esther Eulalie Fanny Farid Félix Flavie Gabin Gaëlle Garance Gaspard Gwenn Hadrien Hélène Henri Ilan Imane Iris Ismaël Jeanne Joachim Johanna Jonas Judith Justine Kenza Kévin Lila Lilian Lou Lucie Ludivine Maël Malo Marceau Margaux Marius Mathilde Maïa Mehdi Mélina Mila Nadia Naïm Nathan Nina Noé Nolwenn Octave Olivia Oscar Pauline Perrine Rachid Raphaël Romane Rose Ruben Sacha Salomé Samir Simone Solène Tess Théo Titouan Valentin Victoire Yann Yasmine Youssef Zélie Zoé'.split(' '),
  en: 'Ada Aidan Alice Amara Amelia Amir Andrew Anita Arthur Ava Beatrice Ben Bethany Bridget Callum Carys Catherine Charlotte Chidi Chloe Claire Connor Daisy Daniel Declan Edith Eleanor Elliot Emily Esme Ethan Fatima Finlay Florence Frances Freya Gareth George Grace Hannah Harriet Harry Hassan Heather Holly Hugh Imogen Isaac Isla Ivy Jack Jamal James Jasmine Joan Joseph Kate Kieran Laura Leah Leo Lewis Lily Lucy Lydia Maisie Malik Maria Martha Megan Mohammed Molly Naomi Niamh Noah Nora Oliver Orla Oscar Owen Patrick Phoebe Poppy Priya Rachel Ravi Rhys Robert Rory Rosie Ruth Sadia Samuel Sarah Sean Sophie Stella Tariq Thomas Toby Wendy William Zara'.split(' '),
}
const lastNames: Readonly<Record<Language, readonly string[]>> = {
  fr: 'Abadie Alméras Arnoult Aubertin Bachelet Ballandras Barrère Bazin Belkacem Berthomieu Blanchet Bonnefoy Bouvard Brissac Cadiou Campagne Carlier Castaing Chabert Chauveau Clavel Corbière Cordonnier Daguerre Dalmas Delorme Desroches Diallo Dorval Dufresnoy Escoffier Estève Faucher Ferrand Fillon-Ray Fournel Gallois Garnaud Gaudry Gauvin Guérin-Lo Guilloux Hamidi Haddadi Jaffré Jaubert Joubert Kaddour Kerouanton Labarthe Lacaze Lafargue Lamarque Langlade Lavergne Lebrun-Sy Leguen Lesage Lhermitte Malaval Marchand Marquès Mazières Mercadier Montagnac Moreau-Diop Nguyen Nogaret Ollivier Ouédraogo Pagès Parmentier Pélissier Perrault Pinson Poirier Prunier Quéméner Rabier Ravel Renaudin Rigaud Rouvière Sabatier Salvador Saulnier Savary Sénéchal Sorel Tavernier Tessier Thévenot Touré Vallon Vasseur Verdier Vernet Vidalenc Villeneuve Zaoui Zimmer'.split(' '),
  en: 'Abbott Adeyemi Ainsworth Ali Appleby Ashworth Atkins Bailey Barlow Begum Bennett Blackwood Booth Bradley Brennan Brooks Burton Byrne Campbell Carter Chadwick Chandler Clarke Coleman Cooke Crawford Dalton Davies Dawson Doyle Drummond Ellis Farrell Fletcher Foster Fraser Gallagher Gibson Goodwin Graham Green Hale Hargreaves Harper Hayes Holloway Hughes Hussain Irving Jarvis Jenkins Kaur Kelly Kendall Khan Lambert Lawson Lloyd Lockwood Marsh Mason Mehta Mercer Middleton Morgan Murray Nash Nolan Norris Obi Okafor Osborne Palmer Parry Patel Pearce Powell Preston Quinn Ramsay Reeves Rowley Saunders Sharma Shaw Sinclair Stafford Stokes Sutton Thorne Turner Underwood Vaughan Wallis Watts Webster Whitfield Wilkins Wright Yates'.split(' '),
}

/** Invitation waves: the pilots, the house, the customers, whoever arrives, and the second wind. */
const waves = [
  { from: 0, to: 6, share: 0.2, customers: 0 }, { from: 18, to: 32, share: 0.36, customers: 0.05 },
  { from: 70, to: 88, share: 0.22, customers: 0.85 }, { from: 100, to: 335, share: 0.15, customers: 0.3 }, { from: 322, to: 360, share: 0.09, customers: 0.3 },
] as const

const networkHabits: readonly { network: NetworkId; weight: number }[] = [
  { network: 'linkedin', weight: 9 }, { network: 'x', weight: 2 }, { network: 'facebook', weight: 3 }, { network: 'whatsapp', weight: 2.5 },
  { network: 'bluesky', weight: 1.6 }, { network: 'mastodon', weight: 0.8 }, { network: 'threads', weight: 0.6 }, { network: 'email', weight: 1 },
]

const groupsOf = (dice: Dice, tribe: Tribe): number[] => {
  if (tribe === 'customers') return [9 + dice.weighted([0, 1, 2], (index) => [5, 3, 2][index] ?? 1)]
  const home = dice.below(9)
  return dice.chance(0.18) ? [home, (home + 1 + dice.below(8)) % 9] : [home]
}

const habits = (dice: Dice) => {
  const kind = dice.weighted(['pillar', 'regular', 'occasional', 'rare'] as const, (one) => ({ pillar: 8, regular: 30, occasional: 37, rare: 25 })[one])
  const activity = { pillar: dice.between(0.75, 0.95), regular: dice.between(0.4, 0.7), occasional: dice.between(0.14, 0.38), rare: dice.between(0.02, 0.12) }[kind]
  return {
    activity, half_life_days: dice.weighted([70, 190, 600, 4000], (days) => (kind === 'pillar' ? { 70: 0, 190: 0, 600: 3, 4000: 7 } : { 70: 3, 190: 3, 600: 3, 4000: 2 })[days] ?? 1),
    // half of those who sign in only come to read
    sharing: dice.chance(0.5) ? 0 : Math.min(dice.between(0.08, 0.3) * dice.spread(0.5), 0.7),
    reach: dice.spread(0.9),
  }
}

const tastes = (dice: Dice) => {
  const likes = { transition: 1, digital: 1, skills: 1, products: 1, corporate: 1, life: 1 }
  for (const key of themeKeys) likes[key] = dice.between(0.55, 1.35)
  return likes
}

const networksOf = (dice: Dice): NetworkId[] => {
  const chosen = new Set<NetworkId>()
  const wanted = 1 + dice.below(3)
  while (chosen.size < wanted) chosen.add(dice.weighted(networkHabits, ({ weight }) => weight).network)
  return [...chosen]
}

/** Names of the language's own that nobody else of the cast has, with their addresses; the parts that visitors play keep theirs. */
const namer = (dice: Dice, language: Language) => {
  const taken = new Set(parts.map(({ email }) => email))
  return (): { name: string; email: string } => {
    for (;;) {
      const name = `${dice.one(firstNames[language])} ${dice.one(lastNames[language])}`
      const email = addressOf(name)
      if (taken.has(email)) continue
      taken.add(email)
      return { name, email }
    }
  }
}

const invitation = (dice: Dice, days: readonly Day[]) => {
  const { from, to, customers } = dice.weighted(waves, ({ share }) => share)
  const day = dice.weighted(days.slice(from, to + 1), ({ liveliness, weekday }) => (weekday > 5 ? 0 : liveliness))
  const first = momentOf(dice, day)
  return { first, tribe: dice.chance(customers) ? 'customers' as const : 'employees' as const }
}

/** The invented members, and those who were invited without coming; the parts that visitors play come first. */
export const castOf = (dice: Dice, days: readonly Day[], language: Language, now: number): { people: Person[]; absent: Absent[] } => {
  const fresh = namer(dice, language)
  const begin = days[0]?.starts_at ?? now
  const other: Language = language === 'fr' ? 'en' : 'fr'
  const played = parts.map(({ name, email, tribe, roles, groups, persona }, index): Person => {
    // who administers was there first, and made the groups; then the lead opened the programme (make.ts)
    const registered_at = begin + (persona === 'admin' ? 8.05 : 8.2 + index * 0.05) * 3_600_000
    return {
      name, email, tribe, roles, groups, language, invited_at: [], registered_at, ambassador_at: registered_at + 1_200_000, left_at: null,
      activity: 0.85, half_life_days: 4000, sharing: persona.startsWith('ambassador') ? 0.45 : 0.12, reach: 1.6, networks: ['linkedin', 'bluesky', 'whatsapp'],
      likes: { transition: 1.3, digital: 1.1, skills: 1.2, products: 1, corporate: 0.9, life: 1.3 },
    }
  })
  const people: Person[] = [...played]
  while (people.length < memberCount) {
    const { first, tribe } = invitation(dice, days)
    const registered_at = momentAfter(dice, days, first, 2.5, Math.min(now, first + 12 * day_ms))
    const again = registered_at === null && first + 13 * day_ms < now ? first + 12 * day_ms : null
    const came_at = registered_at ?? (again === null ? null : momentAfter(dice, days, again, 3, Math.min(now, again + 13 * day_ms)))
    if (came_at === null) continue
    people.push({
      ...fresh(), ...habits(dice), tribe, language: dice.chance(0.16) ? other : language, roles: ['ambassador'], groups: groupsOf(dice, tribe),
      invited_at: again === null ? [first] : [first, again], registered_at: came_at, ambassador_at: dice.chance(0.95) ? came_at + dice.between(60_000, 900_000) : null,
      left_at: null, networks: networksOf(dice), likes: tastes(dice),
    })
  }
  const mayLeave = people.filter(({ roles, ambassador_at }) => roles.length === 1 && ambassador_at !== null && ambassador_at < now - 120 * day_ms).slice(4)
  for (const person of dice.shuffled(mayLeave).slice(0, leaverCount)) person.left_at = dice.between((person.ambassador_at ?? begin) + 50 * day_ms, now - day_ms)
  const absent = Array.from({ length: absentCount }, (): Absent => {
    const { first, tribe } = invitation(dice, days)
    return {
      ...fresh(), tribe, language, groups: groupsOf(dice, tribe), withdrawn: dice.chance(0.1),
      invited_at: first + 12 * day_ms < now ? [first, first + 12 * day_ms] : [first],
    }
  })
  return { people, absent }
}
