const wordBits = 32

/** A set of members by their numbers. Sets of one organisation have one size. */
export class Crowd {
  /** The first number of a word is its highest bit, as PostgreSQL writes it. */
  readonly #words: Uint32Array

  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / wordBits))
  }

  static of(size: number, numbers: Iterable<number>): Crowd {
    const crowd = new Crowd(size)
    for (const number of numbers) crowd.add(number)
    return crowd
  }

  static everybody(size: number): Crowd { return Crowd.read(size, '1'.repeat(size)) }

  /** From PostgreSQL's text of a bit string: the nth character is member n. What is beyond the size is left out. */
  static read(size: number, bits: string): Crowd {
    const crowd = new Crowd(size)
    for (let word = 0, at = 0; word < crowd.#words.length && at < bits.length; word += 1, at += wordBits) {
      const part = bits.slice(at, at + wordBits)
      crowd.#words[word] = Number.parseInt(part, 2) * 2 ** (wordBits - part.length)
    }
    return crowd
  }

  /** Numbers beyond the size are left out. */
  add(number: number): void {
    const word = number >>> 5
    if (word < this.#words.length) this.#words[word] = (this.#words[word] ?? 0) | (0x8000_0000 >>> (number & 31))
  }

  has(number: number): boolean {
    return ((this.#words[number >>> 5] ?? 0) & (0x8000_0000 >>> (number & 31))) !== 0
  }

  #with(other: Crowd, mix: (one: number, two: number) => number): Crowd {
    const crowd = new Crowd(this.#words.length * wordBits)
    for (let word = 0; word < this.#words.length; word += 1) crowd.#words[word] = mix(this.#words[word] ?? 0, other.#words[word] ?? 0)
    return crowd
  }

  /** In both. */
  and(other: Crowd): Crowd { return this.#with(other, (one, two) => one & two) }
  /** In this one and not in the other. */
  without(other: Crowd): Crowd { return this.#with(other, (one, two) => one & ~two) }

  get size(): number {
    let count = 0
    for (const word of this.#words) {
      // the bits of a word, two by two, four by four, eight by eight
      let bits = word - ((word >>> 1) & 0x5555_5555)
      bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333)
      count += Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
    }
    return count
  }

  /** As PostgreSQL reads a bit string in hexadecimal digits, without the words that nobody is in: `members::bit(n)` pads it with zeros, or cuts it. */
  write(): string {
    const words = this.#words.slice(0, this.#words.findLastIndex((word) => word !== 0) + 1)
    return `x${Buffer.from(words.buffer).swap32().toString('hex')}`
  }
}
