// The index terms by which the probable duplicates of a record are found, and the queries that ask for them.
import { hash } from 'node:crypto';
import { calledOf, type Identity } from './identity.ts';
import type { NameWord, ReadName } from './name-words.ts';

/*
 * | key               | looks like         | holds                                                                    |
 * |-------------------|--------------------|--------------------------------------------------------------------------|
 * | pair              | `dup:n:GRG\|PPDP`  | two words of the name, by their consonants or a given name's, in order   |
 * | pair and city     | `dup:p:GRG\|PPDP\|0N`| the same and the city                                                  |
 * | word and city     | `dup:c:PPDP\|0N`   | a word of the name that is no given name, and the city                   |
 * | single word       | `dup:1:PPDP`       | a name of one word                                                       |
 * | organization      | `dup:o:XTK\|ZRV`   | two words of the organization, or its only one, of a record with a name  |
 *
 * A record without a name is called by its organization. Numbers and addresses have the terms of the exact filters already.
 */

/** The terms of kind `dup:` that a record is stored with. At most 46. */
export function duplicateTerms(identity: Identity): string[] {
  const { pairs, pairsInCity, wordsInCity, singles } = keysOf(identity);
  const organizations = identity.name === null ? [] : organizationKeys(identity.organization);
  return [...pairs, ...pairsInCity, ...wordsInCity, ...singles, ...organizations];
}

/** What is asked for the duplicates of a record: lists of terms in order of their worth; a candidate has one term of a list. */
export interface DuplicateQueries {
  /** Numbers and addresses, without the kind of term in front. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  /** Terms of kind `dup:`. */
  readonly inCity: readonly string[];
  readonly anywhere: readonly string[];
  /** Of those the ones that say most: the same name in the city, or where there is no city the same name. */
  readonly narrow: readonly string[];
}

/**
 * The queries for the duplicates of a record. None has more than 30 terms (a limit of Firestore). Who is told by an organization alone may be
 * that organization, or somebody of it.
 */
export function duplicateQueries(identity: Identity): DuplicateQueries {
  const { pairs, pairsInCity, wordsInCity, singles } = keysOf(identity);
  const organizations = identity.name === null ? organizationKeys(identity.organization) : [];
  const anywhere = [...pairs, ...singles, ...organizations];
  const phones = [...new Set(identity.phones.flatMap(({ asked }) => asked))].slice(0, MAX_TERMS_OF_QUERY);
  const emails = [...new Set(identity.emails.map(({ address }) => address))];
  return {
    phones,
    emails: emails.slice(0, MAX_TERMS_OF_QUERY - phones.length),
    inCity: [...pairsInCity, ...wordsInCity].slice(0, MAX_TERMS_OF_QUERY),
    anywhere: anywhere.slice(0, MAX_TERMS_OF_QUERY),
    narrow: (pairsInCity.length > 0 ? pairsInCity : anywhere).slice(0, MAX_TERMS_OF_QUERY),
  };
}

interface Keys {
  readonly pairs: readonly string[];
  readonly pairsInCity: readonly string[];
  readonly wordsInCity: readonly string[];
  readonly singles: readonly string[];
}

const MAX_TERMS_OF_QUERY = 30;
const MAX_PAIRS = 15;
const MAX_WORDS_IN_CITY = 6;
const MAX_SINGLES = 4;

function keysOf(identity: Identity): Keys {
  const words = wordsOf(calledOf(identity));
  const place = identity.city?.words[0]?.skeletons[0];
  const all = pairsOf(words).slice(0, MAX_PAIRS);
  const telling = words.filter(isTelling).flatMap(({ skeletons }) => skeletons.slice(0, 2));
  const singles = words.length === 1 ? (words[0]?.skeletons ?? []) : [];
  return {
    pairs: all.map((pair) => term('n', pair)),
    pairsInCity: place === undefined ? [] : all.map((pair) => term('p', `${pair}|${place}`)),
    wordsInCity:
      place === undefined
        ? []
        : [...new Set(telling)].slice(0, MAX_WORDS_IN_CITY).map((word) => term('c', `${word}|${place}`)),
    singles: singles.slice(0, MAX_SINGLES).map((word) => term('1', word)),
  };
}

function organizationKeys(organization: Identity['organization']): string[] {
  const words = wordsOf(organization);
  const keys = words.length === 1 ? (words[0]?.skeletons ?? []) : pairsOf(words);
  return keys.slice(0, MAX_OF_ORGANIZATION).map((key) => term('o', key));
}

const MAX_OF_ORGANIZATION = 6;

const wordsOf = (name: ReadName | null) => (name?.words ?? []).filter(({ isInitial }) => !isInitial);

/** The keys of each two words, whatever their order. */
function pairsOf(words: readonly NameWord[]): string[] {
  const pairs = new Set<string>();
  for (const [at, left] of words.entries()) {
    for (const right of words.slice(at + 1)) {
      for (const one of left.skeletons) {
        for (const other of right.skeletons) pairs.add(one < other ? `${one}|${other}` : `${other}|${one}`);
      }
    }
  }
  return [...pairs];
}

const isTelling = ({ given, skeletons }: NameWord) => given.size === 0 && (skeletons[0]?.length ?? 0) >= 2;

const MAX_KEY_BYTES = 30;

/** A longer key stands as its digest: its symbols may be of any script. A symbol that was cut in two is replaced: Firestore refuses it. */
function term(kind: string, symbols: string): string {
  const key = symbols.toWellFormed();
  return `dup:${kind}:${Buffer.byteLength(key) > MAX_KEY_BYTES ? hash('sha256', key, 'base64url').slice(0, DIGEST_LENGTH) : key}`;
}

/** 132 bits. */
const DIGEST_LENGTH = 22;
