// The order of the rooms in src: ESLint and test/house.test.ts hold every file to it.

/**
 * The rooms, floor by floor from the ground. A room imports rooms of lower floors and no other: none above it, and none
 * beside it. A star stands for any folder. The files of src itself, which are on top, may import everything.
 */
export const FLOORS = [
  ['platform', 'standards', 'limits', 'schemas', 'search', 'duplicates', 'formats'],
  ['firestore'],
  ['http', 'records'],
  ['contract', 'resources', 'jobs'],
  ['docs'],
  ['crm/*'],
];

/** Rooms that a room may import although they stand beside it. */
export const NEIGHBOURS = {
  limits: ['standards'],
  schemas: ['standards'],
  duplicates: ['search'],
  formats: ['standards'],
  resources: ['jobs'],
};

/** The room of a file by its path in src; '' for a file of src itself, null for a file that stands in none. */
export function roomOf(/** @type {string} */ file) {
  const folders = file.split('/').slice(0, -1);
  if (folders.length === 0) return '';
  for (const room of FLOORS.flat()) {
    const parts = room.split('/');
    if (folders.length >= parts.length && parts.every((part, at) => part === '*' || part === folders[at]))
      return folders.slice(0, parts.length).join('/');
  }
  return null;
}

/** Whether a file may import another, both by their paths in src. */
export function mayImport(/** @type {string} */ file, /** @type {string} */ imported) {
  const [from, to] = [roomOf(file), roomOf(imported)];
  if (from === null || to === null) return false;
  return from === '' || from === to || roomsBelow(from).some((room) => isRoom(room, to));
}

/** The rooms that a room may import. */
function roomsBelow(/** @type {string} */ room) {
  const floor = FLOORS.findIndex((rooms) => rooms.some((each) => isRoom(each, room)));
  const beside = Object.entries(NEIGHBOURS).flatMap(([each, others]) => (each === room ? others : []));
  return [...FLOORS.slice(0, floor).flat(), ...beside];
}

const inPattern = (/** @type {string} */ room) => room.replace('*', '[^/]+');

function isRoom(/** @type {string} */ name, /** @type {string} */ room) {
  return new RegExp(`^${inPattern(name)}$`).test(room);
}

/** Folders inside a room at most. */
const DEEPEST = 3;

/**
 * The order of the rooms as settings of ESLint: for each room, and each depth in it, the imports that leave it for a room
 * that it may not import.
 *
 * @param {{ name: string, message: string }[]} paths what no file of src may import at all
 * @returns {import('eslint').Linter.Config[]}
 */
export function houseRules(paths) {
  return FLOORS.flat().flatMap((room) =>
    Array.from({ length: DEEPEST + 1 }, (_, inside) => {
      const steps = room.split('/').length;
      const below = roomsBelow(room.replace('*', 'any'));
      const toSource = `(?:\\.\\./){${inside + steps}}`;
      // A room of two steps, such as crm/customers, has others beside it in the folder between.
      const between = steps === 2 ? `|(?:\\.\\./){${inside + 1}}(?!\\.\\./)` : '';
      const regex = `^(?:\\./)?(?:${toSource}(?!(?:${below.map(inPattern).join('|')})/)${between})`;
      const message = `The room ${room} imports only ${below.join(', ') || 'itself'}: see house.config.js.`;
      return {
        files: [`src/${room}/${'*/'.repeat(inside)}*.{ts,cjs}`],
        rules: {
          'no-restricted-imports': ['error', { paths, patterns: [{ regex, message }] }],
        },
      };
    }),
  );
}
