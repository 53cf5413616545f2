/** The service worker's word that an answer is one that it had kept, because the server gave none. */
export const keptHeader = 'portevoix-kept'
