// What each column is for, the first rows as they would be read, and the options: before an import begins, and after a dry run.
import {
  type Import,
  type ImportMapping,
  type ImportOptions,
  type ImportPreview,
  previewImport,
  startImport,
} from '@crm/customers-client/import';
import { button, h, type Inside, labelled } from './dom.ts';
import { choiceOf, choicesOf } from './import-fields.ts';
import { importWords } from './import-words.ts';
import { attempt } from './messages.ts';
import { customers } from './session.ts';
import { placeName, textOf } from './words.ts';

interface Plan {
  mapping: ImportMapping;
  options: ImportOptions;
}

/** What was chosen and is not imported yet, by import: it outlives a dry run and a switch of the language. */
const plans = new Map<string, Plan>();

/** @param next gets the import when it has begun */
export async function mappingView(now: Import, next: (changed: Import) => void): Promise<HTMLElement> {
  const text = importWords();
  const preview = await previewImport(customers, now.id, { mapping: plans.get(now.id)?.mapping });
  const plan: Plan = plans.get(now.id) ?? { mapping: preview.mapping, options: { on_duplicate: 'skip' } };
  plans.set(now.id, plan);
  const rows = h('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: text.firstRows });
  rows.append(rowTable(preview));
  let asked = 0;
  const remap = async (key: string, chosen: ImportMapping[string]): Promise<void> => {
    plan.mapping = { ...plan.mapping, [key]: chosen ?? null };
    const mine = ++asked;
    const changed = await previewImport(customers, now.id, { mapping: plan.mapping });
    if (mine === asked) rows.replaceChildren(rowTable(changed));
  };
  const isTwice = (name: string) => preview.columns.filter((each) => each.name === name).length > 1;
  let isBusy = false;
  const start = (dryRun: boolean) =>
    void attempt(async () => {
      // A second click.
      if (isBusy) return;
      isBusy = true;
      try {
        next(await startImport(customers, now.id, { ...plan, dryRun }));
      } finally {
        isBusy = false;
      }
    });
  const view = h(
    'section',
    {},
    h('p', {}, readAs(preview)),
    h('h3', {}, text.columns),
    h(
      'ul',
      { className: 'columns' },
      ...preview.columns.map((column, at) =>
        columnItem({ column, at, plan, remap, isTwice: isTwice(column.name) }),
      ),
    ),
    h('h3', {}, text.firstRows),
    rows,
    h('h3', {}, text.options),
    optionsForm(plan),
    h(
      'p',
      { className: 'actions' },
      button(text.tryIt, () => start(true), { id: 'try' }),
      button(text.start, () => start(false), { id: 'start', className: 'primary' }),
    ),
  );
  return view;
}

function readAs({ format, encoding, delimiter }: ImportPreview): string {
  const text = importWords();
  const by = delimiter === null ? [] : [text.delimiter(delimiter === '\t' ? text.tab : delimiter)];
  return text.readAs([format.toUpperCase(), encoding.toUpperCase(), ...by].join(', '));
}

interface Column {
  column: ImportPreview['columns'][number];
  at: number;
  plan: Plan;
  /** Of two columns with one name each is named by its place. */
  isTwice: boolean;
  remap: (key: string, chosen: ImportMapping[string]) => Promise<void>;
}

function columnItem({ column, at, plan, remap, isTwice }: Column): HTMLElement {
  const { name, samples, suggested } = column;
  const place = `#${at + 1}`;
  const now = plan.mapping[Object.hasOwn(plan.mapping, place) ? place : name] ?? null;
  const choices = choicesOf(suggested);
  const chosen = choiceOf(now, choices);
  const key = isTwice ? place : name;
  const choose = () => attempt(() => remap(key, choices[select.selectedIndex]?.column ?? null));
  const select = h(
    'select',
    { id: `column ${at}`, onchange: () => void choose() },
    ...choices.map((choice) => h('option', { selected: choice === chosen }, choice.label)),
  );
  return h('li', {}, labelled(name, select), h('small', {}, samples.join(' · ')));
}

/** The customers that the first rows would become. */
function rowTable({ rows }: ImportPreview): HTMLElement {
  const text = importWords();
  const fields = [...new Set(rows.flatMap(({ customer }) => Object.keys(customer ?? {})))];
  const head = ['', ...fields.map((field) => placeName(`/${field}`)), text.problems];
  return h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...head.map((name) => h('th', { scope: 'col' }, name)))),
    h(
      'tbody',
      {},
      ...rows.map(({ line, customer, problems }) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, String(line)),
          ...fields.map((field) => h('td', {}, cellText(customer?.[field]))),
          h('td', { className: 'fault' }, ...problems.flatMap(problemLine)),
        ),
      ),
    ),
  );
}

const cellText = (value: unknown): string => (value === undefined ? '' : textOf(value));

const problemLine = ({ column, message }: ImportPreview['rows'][number]['problems'][number]): Inside[] => [
  h('p', {}, column === null ? message : `${column}: ${message}`),
];

function optionsForm(plan: Plan): HTMLElement {
  const text = importWords();
  const known = ['skip', 'update', 'create', 'fail'] as const;
  const { on_duplicate: what, tag } = plan.options;
  const overwrite = h('input', {
    type: 'checkbox',
    checked: plan.options.update === 'overwrite',
    onchange: () => {
      plan.options.update = overwrite.checked ? 'overwrite' : 'fill_empty';
    },
  });
  const line = h(
    'label',
    { className: 'option', hidden: what !== 'update' },
    overwrite,
    h('span', {}, text.overwrite),
  );
  const select = h(
    'select',
    {
      id: 'on-duplicate',
      onchange: () => {
        const chosen = known[select.selectedIndex] ?? 'skip';
        plan.options.on_duplicate = chosen;
        line.hidden = chosen !== 'update';
      },
    },
    ...known.map((each) => h('option', { selected: each === what }, text.onDuplicates[each])),
  );
  const input = h('input', {
    id: 'tag',
    value: tag ?? '',
    maxLength: 100,
    oninput: () => {
      plan.options.tag = input.value.trim() || undefined;
    },
  });
  return h('div', { className: 'row' }, labelled(text.onDuplicate, select), labelled(text.tag, input), line);
}
