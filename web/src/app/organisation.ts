import { remembered, store } from './store.ts'

const memory = remembered('organisation')

/** The organisation that the person is looking at; every request names it. */
export const currentOrganisation = store<string | null>(memory.read())

export const chooseOrganisation = (organisation_id: string | null): void => {
  memory.write(organisation_id)
  currentOrganisation.set(organisation_id)
}
