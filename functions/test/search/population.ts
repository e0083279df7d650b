import type { SearchableCustomer } from '../support/customer-values.ts';

const list = (text: string) => text.trim().split(/\s*,\s*/u);

const men =
  list(`Γιώργος, Δημήτρης, Κώστας, Γιάννης, Νίκος, Χρήστος, Παναγιώτης, Βασίλης, Αθανάσιος, Μιχάλης, Ευάγγελος, Σπύρος,
  Αντώνης, Ιωάννης, Θεόδωρος, Ηλίας, Στέλιος, Αναστάσιος, Ανδρέας, Σταύρος, Πέτρος, Λουκάς, Μάρκος, Ξενοφών, Ψάλτης, Άγγελος,
  Γεράσιμος, Ιάκωβος, Μπάμπης, Φώτης, Χαράλαμπος, Ευθύμιος, Σωτήρης, Λεωνίδας, Αριστείδης, Ραφαήλ, Ζαχαρίας, Τιμόθεος`);
const women =
  list(`Μαρία, Ελένη, Κατερίνα, Βασιλική, Σοφία, Αγγελική, Ιωάννα, Άννα, Γεωργία, Δήμητρα, Παρασκευή, Χριστίνα, Ευαγγελία,
  Ειρήνη, Αναστασία, Κυριακή, Φωτεινή, Ευτυχία, Θεοδώρα, Ραλλού, Ξένια, Μάχη, Ασπασία, Ουρανία, Πηνελόπη, Στυλιανή, Ζωή, Χαρά`);
const stems =
  list(`Παπαδόπουλ, Παπαγεωργί, Οικονόμ, Βλαχόπουλ, Γεωργιάδ, Νικολαΐδ, Κωνσταντινίδ, Παπαϊωάνν, Μακρ, Αλεξίου, Καραγιάνν,
  Αντωνόπουλ, Χατζηδάκ, Θεοδωρόπουλ, Αγγελόπουλ, Δημητριάδ, Σαμαρ, Μπακογιάνν, Ξυδάκ, Ψαρρ, Φραγκούλ, Γκίκ, Τζαννετάκ, Ευθυμίου,
  Λαμπρόπουλ, Μητσοτάκ, Βενιζέλ, Ζαφειρόπουλ, Χριστοδούλ, Τσίπρ, Κουρ, Παππ, Ντάνου, Ιωαννίδ, Πετρόπουλ, Σιδηρόπουλ, Ραφτόπουλ,
  Κατσαρ, Μιχαηλίδ, Στεφανόπουλ, Ρίτσ, Σεφέρ, Ελύτ, Βάρναλ, Τριανταφύλλ, Δραγούμ, Κολοκοτρών, Μαυρομιχάλ, Βουτσιν, Λιακόπουλ`);
const foreignFirst = list(
  `John, Hans, Łukasz, Jürgen, François, Anna, Maria, Peter, Michael, Sean, Olga, Ingrid, Björn, Søren, Giulia`,
);
const foreignLast = list(
  `Smith, Müller, Nowak, O'Brien, Weber, Jørgensen, Dupont, Rossi, Brown, Schmidt, Kowalski, García, Ivanova, Ångström`,
);
const towns =
  list(`Αθήνα, Θεσσαλονίκη, Πάτρα, Ηράκλειο, Λάρισα, Βόλος, Ιωάννινα, Τρίκαλα, Χαλκίδα, Σέρρες, Καλαμάτα, Κατερίνη, Κέρκυρα,
  Μυτιλήνη, Χίος, Ρόδος, Χανιά, Πειραιάς, Ναύπλιο, Ξάνθη, Καβάλα, Δράμα, Φλώρινα, Γρεβενά, Άρτα, Πρέβεζα, Λευκάδα, Λεμεσός, Λευκωσία`);
const saints =
  list(`Αγίου Νικολάου, Αγίου Γεωργίου, Αγίας Παρασκευής, Αγίων Αναργύρων, Κοιμήσεως Θεοτόκου, Μεταμορφώσεως Σωτήρος, Παμμεγίστων
  Ταξιαρχών, Αγίου Δημητρίου, Ευαγγελιστρίας, Αγίου Αθανασίου, Προφήτη Ηλία, Αγίας Τριάδας, Ζωοδόχου Πηγής, Αγίας Βαρβάρας`);
const trades =
  list(`Ελαιουργεία, Αυτοκίνητα, Ξενοδοχείο, Φαρμακείο, Εκδόσεις, Κατασκευαστική, Ναυτιλιακή, Οινοποιεία, Ταβέρνα, Εμπορική,
  Ηλεκτρονικά, Μουσικός Οίκος, Τυπογραφείο, Αρτοποιείο, Studio, Hotel, Shipping, Consulting, Taverna, Print Shop`);
const legal = ['Α.Ε.', 'ΑΕ', 'Ο.Ε.', 'ΕΠΕ', 'Ι.Κ.Ε.', '& ΣΙΑ Ο.Ε.', '& Υιοί', 'Ltd', 'GmbH'];
const hosts = ['gmail.com', 'yahoo.gr', 'otenet.gr', 'example.gr', 'hotmail.com'];

const latinOf: Readonly<Record<string, string>> = {
  ...{
    α: 'a',
    β: 'v',
    γ: 'g',
    δ: 'd',
    ε: 'e',
    ζ: 'z',
    η: 'i',
    θ: 'th',
    ι: 'i',
    κ: 'k',
    λ: 'l',
    μ: 'm',
    ν: 'n',
    ξ: 'x',
  },
  ...{ ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o' },
};

/** A Greek text in Latin letters as ELOT 743 has it, more or less; capitals are lost. */
export const latinized = (text: string) => {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const pairs = bare
    .replaceAll('ου', 'ou')
    .replaceAll('αυ', 'av')
    .replaceAll('ευ', 'ev')
    .replaceAll('γγ', 'ng');
  return Array.from(pairs, (letter) => latinOf[letter] ?? letter).join('');
};

const capitalized = (text: string) => text.replace(/(?<=^|\s)\p{L}/gu, (letter) => letter.toUpperCase());

/** Random numbers that are the same in each run (mulberry32). */
export const numbers = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** So many customers as a Greek CRM may hold them: people, companies and churches, some in Latin letters, some foreign. */
export const population = (size: number, seed = 1): SearchableCustomer[] => {
  const random = numbers(seed);
  const chance = (share: number) => random() < share;
  const pick = (from: readonly string[]) => from[Math.floor(random() ** 1.5 * from.length)] ?? '';
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');

  const person = () => {
    if (chance(0.12)) return `${pick(foreignFirst)} ${pick(foreignLast)}`;
    const woman = chance(0.5);
    const stem = pick(stems);
    const closed = stem.endsWith('ου');
    const ending = closed
      ? ''
      : woman
        ? 'ου'
        : /(?:δ|κ|ν|λ)$/u.test(stem) && !stem.endsWith('πουλ')
          ? 'ης'
          : 'ος';
    const name = `${pick(woman ? women : men)} ${stem}${ending}`;
    if (chance(0.2)) return capitalized(latinized(name));
    return chance(0.2) ? name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase() : name;
  };
  const organization = () => {
    if (chance(0.3))
      return `${pick(['Ι.Ν.', 'Ιερός Ναός', 'Ι. Μ.', 'Ενορία'])} ${pick(saints)} ${pick(towns)}`;
    if (chance(0.3)) return `${pick(stems)}ος ${pick(legal)}`;
    return `${pick(trades)} ${pick(towns)} ${pick(legal)}`;
  };
  const phone = () => {
    const mobile = `69${digits(8)}`;
    const landline = `2${digits(1)}10${digits(6)}`;
    const spaced = (number: string) => `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`;
    const forms = [mobile, spaced(mobile), `+30 ${spaced(mobile)}`, `0030${mobile}`, spaced(landline)];
    const more = [`${landline.slice(0, 4)}-${landline.slice(4)}`, `+30${landline}`, `+357 99 ${digits(6)}`];
    return pick([...forms, ...more, `+49 171 ${digits(7)}`, `+1 (212) 555-${digits(4)}`]);
  };
  const email = (name: string) => {
    const [first = '', last = ''] = latinized(name)
      .replace(/[^a-z ]/gu, '')
      .split(' ');
    const local = pick([`${first}.${last}`, `${first.slice(0, 1)}${last}`, `${last}${digits(2)}`, 'info']);
    return `${local}@${pick(hosts)}`;
  };

  return Array.from({ length: size }, () => {
    const name = person();
    const contacts = [{ type: 'phone', value: phone() }];
    if (chance(0.8)) contacts.push({ type: 'email', value: email(name) });
    if (chance(0.4)) contacts.push({ type: 'whatsapp', value: phone() });
    return { name, organization: chance(0.6) ? organization() : null, contacts };
  });
};
