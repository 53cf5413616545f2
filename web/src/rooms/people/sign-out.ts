import { beneath } from '#app/beneath.ts'
import { client } from '#app/client.ts'
import { forgetPerson } from '#app/session.ts'

const signIn = '/sign-in'

/** Ends this session, or all of them, forgets the person on this device, and goes to the door by loading anew. */
export const signOut = async (everywhere = false): Promise<void> => {
  await (everywhere ? client.people.end_sessions() : client.people.leave())
  await forgetPerson()
  location.assign(beneath(signIn))
}
