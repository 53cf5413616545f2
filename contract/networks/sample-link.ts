/** As long as our own links are, for counting captions before there is one; under a top-level domain that exists, or X would not see an address in it. */
export const sampleLink = 'https://porte.example.org/l/abcdefghijkl'
