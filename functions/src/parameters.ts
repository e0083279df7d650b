// The parameters of a deployment: the name, the default and the meaning of each, and the values that it may have.
import { z } from 'zod';

/** What an operator sets, in `.env` files; a deployment hands the values to the functions in their environment. */
export const PARAMETERS = {
  CRM_REGION: {
    default: 'europe-west1',
    description: 'Cloud region of the functions: choose the one nearest to the database.',
  },
  CRM_SERVICE_ACCOUNT: {
    default: '',
    description: 'Service account that the functions run as; empty for the default one of Compute Engine.',
  },
  CRM_MEMORY_MIB: { default: 512, description: 'Memory of an instance, in MiB.' },
  CRM_CONCURRENCY: { default: 80, description: 'Requests that an instance serves at once.' },
  CRM_TIMEOUT_SECONDS: { default: 30, description: 'After this the platform ends a request.' },
  CRM_MIN_INSTANCES: { default: 0, description: 'Instances kept warm; each costs money.' },
  CRM_MAX_INSTANCES: { default: 10, description: 'Bounds the bill and the load.' },
  CRM_BACKEND_TIMEOUT_MS: {
    default: 8000,
    description: 'How long one call to Firestore or Firebase Auth may take, in milliseconds.',
  },
  CRM_CORS_ORIGINS: {
    default: '',
    description:
      'Origins of the web applications that may call, such as https://crm.example.com, with commas.',
  },
  CRM_APP_CHECK: {
    default: 'off',
    description: 'Whether a valid App Check token is needed with every request.',
  },
  CRM_REQUESTS_PER_MINUTE: {
    default: 1200,
    description: 'Requests of one user on one instance in a minute; 0 for no limit.',
  },
  CRM_READS_PER_MINUTE: {
    default: 60_000,
    description: 'Firestore reads of one user on one instance in a minute; 0 for no limit.',
  },
  CRM_TRASH_DAYS: { default: 30, description: 'Days for which a deleted customer can be brought back.' },
  CRM_DOCS: {
    default: 'on',
    description: 'Whether anyone can read the docs page and the OpenAPI document.',
  },
  CRM_LOG_CUSTOMER_IDS: {
    default: 'on',
    description: 'Whether the log of a request names the ids of the customers that were answered.',
  },
  CRM_DUPLICATES: {
    default: 'on',
    description: 'Whether the pairs of customers that are probably one are kept after each change.',
  },
} as const;

export type ParameterName = keyof typeof PARAMETERS;

/** The values as text, as a file or the environment has them. A parameter without one has its default. */
export type ParameterTexts = Readonly<Record<string, string | undefined>>;

/** The values as the functions use them. */
export type ParameterValues = z.output<typeof ALLOWED>;

/** A parameter that is set to what it may not be. */
export interface ParameterFault {
  name: ParameterName;
  /** What it is set to. */
  value: string;
  /** What it must be, as the end of a sentence: `must be a whole number from 1 to 3650`. */
  must: string;
}

/** Reads all of them at once; with any fault there are no values. */
export function readParameters(
  texts: ParameterTexts,
): { values: ParameterValues; faults: [] } | { values: null; faults: ParameterFault[] } {
  const entries = NAMES.map((name) => [name, texts[name] ?? String(PARAMETERS[name].default)] as const);
  const set = Object.fromEntries(entries) as Record<ParameterName, string>;
  const read = ALLOWED.safeParse(set);
  if (read.success) return { values: read.data, faults: [] };
  const faults = read.error.issues.map(({ path, message }) => {
    const name = path[0] as ParameterName;
    return { name, value: set[name], must: message };
  });
  return { values: null, faults };
}

/** One sentence: `CRM_TRASH_DAYS=thirty: it must be a whole number from 1 to 3650.` */
export function sentenceOf({ name, value, must }: ParameterFault): string {
  // A key that somebody pasted into the wrong line need not be in a log as a whole.
  const shown = value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}...` : value;
  return `${name}=${shown.replaceAll(/\s/g, ' ')}: it ${must}.`;
}

const MAX_SHOWN = 100;
const NAMES = Object.keys(PARAMETERS) as ParameterName[];

const ALLOWED = z
  .object({
    CRM_REGION: pattern(/^[a-z]+-[a-z]+\d{1,2}$/, 'must be a region of Google Cloud, such as europe-west1'),
    CRM_SERVICE_ACCOUNT: pattern(
      /^(?:[a-z0-9][a-z0-9-]{0,62}@(?:[a-z0-9.-]+\.gserviceaccount\.com)?)?$/,
      'must be the address of a service account, such as crm-api@PROJECT.iam.gserviceaccount.com, or empty',
    ),
    // Measured: an instance of less does not survive the largest lists. More than 4 GiB needs a second processor.
    CRM_MEMORY_MIB: oneOf('512', '1024', '2048', '4096').transform(Number),
    CRM_CONCURRENCY: wholeNumber(1, 1000),
    // The API needs up to 29 s; 3,600 is the platform's limit.
    CRM_TIMEOUT_SECONDS: wholeNumber(30, 3600),
    CRM_MIN_INSTANCES: wholeNumber(0, 1000),
    CRM_MAX_INSTANCES: wholeNumber(1, 1000),
    // A whole request has 8.5 s.
    CRM_BACKEND_TIMEOUT_MS: wholeNumber(100, 9000),
    CRM_CORS_ORIGINS: z
      .string()
      .refine((text) => listOf(text).every(isOrigin), {
        error:
          'must be exact origins with commas between them, such as https://crm.example.com, with no path and no slash at the end',
      })
      .transform(listOf),
    CRM_APP_CHECK: oneOf('off', 'enforce'),
    CRM_REQUESTS_PER_MINUTE: wholeNumber(0, 1_000_000),
    // The dearest request is a page of 1,000, which costs some 1,005 reads.
    CRM_READS_PER_MINUTE: wholeNumber(0, 100_000_000),
    CRM_TRASH_DAYS: wholeNumber(1, 3650),
    CRM_DOCS: oneOf('on', 'off'),
    CRM_LOG_CUSTOMER_IDS: oneOf('on', 'off'),
    CRM_DUPLICATES: oneOf('on', 'off'),
  })
  .refine(({ CRM_MIN_INSTANCES, CRM_MAX_INSTANCES }) => CRM_MIN_INSTANCES <= CRM_MAX_INSTANCES, {
    path: ['CRM_MIN_INSTANCES'],
    error: 'must not be more than CRM_MAX_INSTANCES',
  }) satisfies z.ZodType<Record<ParameterName, unknown>>;

function wholeNumber(min: number, max: number) {
  const isAllowed = (text: string) =>
    /^(?:0|[1-9]\d{0,8})$/.test(text) && Number(text) >= min && Number(text) <= max;
  return z
    .string()
    .refine(isAllowed, { error: `must be a whole number from ${min} to ${max}` })
    .transform(Number);
}

function oneOf<const Word extends string>(...words: Word[]) {
  return z.enum(words, { error: `must be ${listing(words)}` });
}

/** `a, b or c` */
function listing(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function pattern(allowed: RegExp, must: string) {
  return z.string().regex(allowed, { error: must });
}

function listOf(commaSeparated: string): string[] {
  return commaSeparated.split(',').flatMap((entry) => entry.trim() || []);
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
