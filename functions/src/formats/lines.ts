// Text in pieces, as lines.

export interface Line {
  /** Without its end. */
  text: string;
  /** From 1. */
  number: number;
  end: '\n' | '\r\n' | '\r' | '';
  /** Whether the line is longer than the most: the rest of it is gone. */
  isCut: boolean;
}

/** Splits at LF, CRLF and CR, whichever come. Keeps at most one line, and of that no more than the most. */
export class LineSplitter {
  readonly #most: number;
  #rest = '';
  #isCut = false;
  #number = 0;

  /** @param most characters of a line */
  constructor(most: number) {
    this.#most = most;
  }

  push(piece: string): Line[] {
    const text = this.#rest + piece;
    const lines: Line[] = [];
    let from = 0;
    BREAK.lastIndex = 0;
    for (let found = BREAK.exec(text); found !== null; found = BREAK.exec(text)) {
      // CR at the end of a piece may be the first half of CRLF.
      if (found[0] === '\r' && BREAK.lastIndex === text.length) break;
      lines.push(this.#line(text.slice(from, found.index), found[0] as Line['end']));
      from = BREAK.lastIndex;
    }
    this.#keep(text.slice(from));
    return lines;
  }

  /** The last line, where the text does not end with a line end. */
  end(): Line[] {
    const isEnded = this.#rest.endsWith('\r');
    const text = isEnded ? this.#rest.slice(0, -1) : this.#rest;
    this.#rest = '';
    return text === '' && !isEnded && !this.#isCut ? [] : [this.#line(text, isEnded ? '\r' : '')];
  }

  #line(text: string, end: Line['end']): Line {
    const isCut = this.#isCut || text.length > this.#most;
    this.#isCut = false;
    this.#number += 1;
    return { text: isCut ? text.slice(0, this.#most) : text, number: this.#number, end, isCut };
  }

  #keep(rest: string): void {
    if (rest.length <= this.#most) {
      this.#rest = rest;
      return;
    }
    this.#isCut = true;
    this.#rest = rest.slice(0, this.#most) + (rest.endsWith('\r') ? '\r' : '');
  }
}

const BREAK = /\r\n|\n|\r/g;
