import type { Language } from '@portevoix/contract/shapes'
import type { Session } from '@portevoix/contract/people'
import { sessionQuery } from '../session.ts'
import { queryClient } from '../queries.ts'

const id = '01990000-0000-7000-8000-000000000001'

/** A member to look through, in the colour of the address (`?colour=ffd400`). */
export const lookAs = (language: Language): void => {
  const colour = new URLSearchParams(location.search).get('colour')
  const session: Session = {
    identity: { id, email: 'claire.fontaine@exemple.fr', session_id: id, signed_in_at: '2026-11-02T08:00:00.000Z' },
    memberships: [{ organisation_id: id, member_id: id, organisation_name: 'Maison Aubépine', colour: colour ? `#${colour}` : '#0b6e4f', logo_address: null, demonstration: true, time_zone: 'Europe/Paris', name: 'Claire Fontaine', tribe: 'employees', appearance: 'system', roles: ['admin', 'lead', 'curator', 'ambassador'], language }],
    first_visit: false,
    host: null,
    mail_delivered: false,
  }
  queryClient.setQueryData(sessionQuery.queryKey, session)
}

/** What the gallery says: sample content in two languages, as an organisation would have written it. */
export const samples = {
  fr: {
    title: 'Galerie', lead: 'Ce que les écrans ont à leur disposition, dans les couleurs de l’organisation.',
    cards: [
      { title: 'Comment l’atelier de Niort a divisé par deux ses chutes de bois', summary: 'Trois équipes, un tableau blanc et beaucoup d’essais : le récit d’une idée née à la pause-café et devenue une règle de la maison.', theme: 'La vie de la maison' },
      { title: 'Bois local : ce que change la nouvelle norme européenne', summary: 'Notre responsable des achats décrypte le texte et répond aux trois questions que les clients posent le plus souvent.', theme: 'Expertise et veille' },
      { title: 'Consignes de sécurité pour l’hiver', summary: 'À lire avant le 1er décembre par toutes les équipes de pose.', theme: 'La maison' },
    ],
    source: 'Le Bois international', share: 'Partager', like: 'J’aime', later: 'Garder pour plus tard', thanks: 'Merci pour votre idée',
    filter: 'Filtrer les contenus', filters: ['Tout', 'À lire', 'À partager', 'Gardés'],
    figures: ['Lecteurs', 'Partages', 'Clics', 'Invités inscrits'], definition: 'Personnes qui ont vraiment ouvert un contenu : au moins dix secondes, ou jusqu’au bout.', filterText: 'Du 1er au 31 octobre 2026, tous les groupes', sample: '214 membres',
    chart: 'Clics par semaine et par réseau', week: 'Semaine', clicks: 'Clics', network: 'Réseau',
    empty: 'Rien à trier pour l’instant', emptyDetail: 'Les nouveautés de vos sources arrivent ici au fil de la journée. Ajoutez une source pour en recevoir davantage.', emptyAction: 'Ajouter une source',
    form: 'Un formulaire', name: 'Nom de l’organisation', nameError: 'Renseignez ce champ.', text: 'Corps du contenu', image: 'Image', date: 'Publication', danger: 'Supprimer la démonstration', dangerDetail: 'Les 300 membres inventés et leurs contenus disparaîtront pour de bon.', save: 'Enregistrer', done: '« La maison ouvre ses ateliers aux lycéennes et aux lycéens du quartier » est écarté.', dismiss: 'Écarter',
    charter: '## Libre à chacun\n\nParticiper est **libre**, n’est *jamais évalué* et n’est *jamais rémunéré*.\n\n- Vous partez quand vous voulez.\n- Vos chiffres ne sont qu’à vous.\n\n> Parlez en votre nom, comme vous parleriez à un voisin.\n\nLire [la charte entière](/charter).',
    mix: 'Expertise et veille', people: ['Claire Fontaine', 'Amadou Diallo', 'Zoé Lefèvre-Martin', 'Ngọc Trần'], buttons: ['Principal', 'Discret', 'Par défaut', 'Retirer'], member: 'Membre', group: 'Groupe', status: 'État', active: 'Actif', invited: 'Invité',
    signIn: 'Bonjour', signInDetail: 'Indiquez votre adresse professionnelle : vous recevrez un lien pour entrer, sans mot de passe.', email: 'Adresse e-mail', send: 'Recevoir le lien',
  },
  en: {
    title: 'Gallery', lead: 'What screens have at hand, in the organisation’s colours.',
    cards: [
      { title: 'How the Niort workshop halved its timber offcuts', summary: 'Three teams, a whiteboard and many attempts: the story of an idea born over coffee that became a house rule.', theme: 'Life at the company' },
      { title: 'Local timber: what the new European standard changes', summary: 'Our head of purchasing explains the text and answers the three questions that customers ask most.', theme: 'Expertise and watch' },
      { title: 'Safety instructions for winter', summary: 'To be read by every fitting team before 1 December.', theme: 'The company' },
    ],
    source: 'Timber International', share: 'Share', like: 'Like', later: 'Save for later', thanks: 'Thank you for your idea',
    filter: 'Filter contents', filters: ['All', 'To read', 'To share', 'Saved'],
    figures: ['Readers', 'Shares', 'Clicks', 'Invited who registered'], definition: 'People who really opened a content: for ten seconds at least, or to its end.', filterText: '1 to 31 October 2026, all groups', sample: '214 members',
    chart: 'Clicks by week and network', week: 'Week', clicks: 'Clicks', network: 'Network',
    empty: 'Nothing to sort for now', emptyDetail: 'What is new in your sources comes here through the day. Add a source to receive more.', emptyAction: 'Add a source',
    form: 'A form', name: 'Organisation name', nameError: 'Fill in this field.', text: 'Body', image: 'Image', date: 'Publication', danger: 'Remove the demonstration', dangerDetail: 'The 300 invented members and their contents will be gone for good.', save: 'Save', done: '“The house opens its workshops to the students of the neighbourhood” was dismissed.', dismiss: 'Dismiss',
    charter: '## Free to all\n\nTaking part is **free**, *never evaluated* and *never paid*.\n\n- Leave whenever you want.\n- Your figures are yours alone.\n\n> Speak in your own name, as you would to a neighbour.\n\nRead [the whole charter](/charter).',
    mix: 'Expertise and watch', people: ['Claire Fontaine', 'Amadou Diallo', 'Zoé Lefèvre-Martin', 'Ngọc Trần'], buttons: ['Main', 'Quiet', 'Default', 'Remove'], member: 'Member', group: 'Group', status: 'Status', active: 'Active', invited: 'Invited',
    signIn: 'Hello', signInDetail: 'Give your work address: you will receive a link to come in, without a password.', email: 'E-mail address', send: 'Receive the link',
  },
}
export type Sample = (typeof samples)['fr']
