interface SeedContact {
  type: 'email' | 'phone' | 'whatsapp' | 'other';
  label: string;
  value: string;
  primary?: boolean;
}

interface SeedOwnedItem {
  type: 'console_device' | 'product' | 'freetext';
  device_id?: string | null;
  label?: string | null;
  product_id?: string | null;
  product_name?: string | null;
  quantity?: number | null;
  serial_numbers?: string[] | null;
  description?: string | null;
  serial_number?: string | null;
  notes?: string | null;
}

interface SeedCustomer {
  name: string;
  organization?: string | null;
  contacts: SeedContact[];
  notes: { text: string; by?: string; at?: string }[];
  location?: { city?: string | null; country?: string | null; region?: string | null } | null;
  language: string;
  tags: string[];
  owned_items: SeedOwnedItem[];
  linked_user_ids: string[];
  nextcloud_folder?: string | null;
}

/**
 * Sixty invented customers for the emulator, as uneven as a real CRM holds them: Greek with and without
 * accents, capitals, Greeklish, polytonic, and phone numbers in every format. No person, church, company,
 * number or address here is meant to be a real one.
 */
export const seedCustomers: readonly SeedCustomer[] = [
  {
    name: 'Γιώργος Παπαδόπουλος',
    organization: 'Ι.Ν. Αγίου Νικολάου Περαίας',
    contacts: [
      { type: 'phone', label: 'personal', value: '+30 697 555 0142', primary: true },
      { type: 'email', label: 'church', value: 'agiosnikolaos.peraia@example.gr' },
    ],
    notes: [
      {
        text: 'Θέλει προσφορά για δεύτερη κονσόλα στο παρεκκλήσι. Να τον καλέσουμε μετά το Πάσχα.',
        by: 'editor-maria',
        at: '2025-03-11T09:42:00.000Z',
      },
      { text: 'Κλήση: συμφωνήθηκε επίσκεψη την Τρίτη.', by: 'editor-nikos', at: '2025-04-24T07:15:30.000Z' },
    ],
    location: { city: 'Θεσσαλονίκη', country: 'Ελλάδα', region: 'Κεντρική Μακεδονία' },
    language: 'el',
    tags: ['vip', 'ναός'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2023-00017', label: 'Κονσόλα καμπαναριού' },
      {
        type: 'product',
        product_id: 'TAB-10',
        product_name: 'Tablet 10" ψαλτηρίου',
        quantity: 2,
        serial_numbers: ['T10-23-000417', 'T10-23-000418'],
      },
    ],
    linked_user_ids: ['kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1'],
    nextcloud_folder: '/Customers/Παπαδόπουλος Γιώργος',
  },
  {
    name: 'ΜΑΡΙΑ ΠΑΠΑΔΟΠΟΥΛΟΥ',
    contacts: [{ type: 'phone', label: 'κινητό', value: '697 555 0188', primary: true }],
    notes: [],
    location: { city: 'Αθήνα', country: 'Ελλάδα', region: 'Αττική' },
    language: 'el',
    tags: ['newsletter'],
    owned_items: [],
    linked_user_ids: [],
  },
  {
    name: 'Giorgos Papadopoulos',
    organization: 'Papadopoulos Audio Systems',
    contacts: [
      { type: 'email', label: 'office', value: 'g.papadopoulos@example.com', primary: true },
      { type: 'phone', label: 'office', value: '2310-555 017' },
    ],
    notes: [
      {
        text: 'Prosoxi: allos apo ton Giorgo tis Peraias. Egkatastatis, pairnei timi xondrikis.',
        by: 'editor-nikos',
        at: '2024-11-05T12:03:11.000Z',
      },
    ],
    location: { city: 'Θεσσαλονίκη', country: 'Ελλάδα', region: 'Κεντρική Μακεδονία' },
    language: 'el',
    tags: ['συνεργάτης', 'installer'],
    owned_items: [
      {
        type: 'product',
        product_id: 'AMP-250',
        product_name: 'Ενισχυτής 250W',
        quantity: 6,
        serial_numbers: ['A250-1101', 'A250-1102', 'A250-1103', 'A250-1104', 'A250-1105', 'A250-1106'],
      },
    ],
    linked_user_ids: ['Zt7BqW1eYuI4oPaS9dFgH2jKlX60'],
    nextcloud_folder: '/Partners/Papadopoulos Audio',
  },
  {
    name: 'Ἱερὸς Ναὸς Ἁγίας Τριάδος',
    organization: 'Ἱερὰ Μητρόπολις Καλλιρρόης',
    contacts: [
      { type: 'phone', label: 'γραφεῖον', value: '2651 555 031', primary: true },
      { type: 'other', label: 'ταχυδρομικὴ θυρίς', value: 'Τ.Θ. 555, 45110' },
    ],
    notes: [
      {
        text: 'Η αλληλογραφία τους είναι πάντα σε πολυτονικό. Τα τιμολόγια στο όνομα της Μητρόπολης.',
        by: 'admin-eleni',
        at: '2024-09-14T08:00:00.000Z',
      },
    ],
    location: { city: 'Ιωάννινα', country: 'Ελλάδα', region: 'Ήπειρος' },
    language: 'el',
    tags: ['ναός', 'μητρόπολη'],
    owned_items: [{ type: 'console_device', device_id: 'CD-2021-00004', label: 'Κωδωνοστάσιον' }],
    linked_user_ids: [],
    nextcloud_folder: '/Customers/Ι.Ν. Αγίας Τριάδος Ιωαννίνων',
  },
  {
    name: 'Εμμανουήλ Χαΐνης',
    organization: 'Ι.Ν. Παναγίας Γαλατιανής',
    contacts: [
      { type: 'whatsapp', label: 'personal', value: '+306945550119', primary: true },
      { type: 'phone', label: 'church', value: '2810 555.044' },
    ],
    notes: [],
    location: { city: 'Ηράκλειο', country: 'Ελλάδα', region: 'Κρήτη' },
    language: 'el',
    tags: ['ναός'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2022-00031', label: 'Κονσόλα ιερού' },
      {
        type: 'freetext',
        description: 'Παλιό ρολόι πύργου, τετράπλευρο',
        serial_number: 'ΠΥΡ-1974-3',
        notes: 'Του προηγούμενου προμηθευτή. Συνδέθηκε με δικό μας ρελέ.',
      },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Ι.Μ. Αγίου Παχωμίου',
    organization: null,
    contacts: [
      { type: 'phone', label: 'αρχονταρίκι', value: '+30 26910 55508', primary: true },
      { type: 'email', label: 'γραμματεία', value: 'moni.pachomiou@example.gr' },
    ],
    notes: [
      {
        text: 'Απαντούν στο τηλέφωνο 9:00-12:00. Όχι κλήσεις Τετάρτη και Παρασκευή της Σαρακοστής.',
        by: 'editor-maria',
        at: '2025-02-27T10:20:00.000Z',
      },
    ],
    location: { city: 'Αίγιο', country: 'Ελλάδα', region: 'Αχαΐα' },
    language: 'el',
    tags: ['μονή', 'vip'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2020-00002', label: 'Καθολικό' },
      { type: 'console_device', device_id: 'CD-2024-00056', label: 'Παρεκκλήσι Αγίας Άννης' },
      { type: 'product', product_id: 'HRN-30', product_name: 'Ηχείο κόρνα 30W', quantity: 4 },
    ],
    linked_user_ids: ['m4NvCx8ZlKj1HgFd6SaPoIuYtR25', 'q9WeRt3YuIo7PlKjHgFdSa5ZxCv1'],
    nextcloud_folder: '/Customers/Ι.Μ. Αγίου Παχωμίου',
  },
  {
    name: 'Δήμος Νέας Πέτρας',
    organization: 'Τεχνική Υπηρεσία',
    contacts: [
      { type: 'email', label: 'τεχνική υπηρεσία', value: 'texniki@neapetra.example.gr', primary: true },
      { type: 'phone', label: 'κέντρο', value: '(+30) 22310 55590' },
      { type: 'other', label: 'fax', value: '22310-55591' },
    ],
    notes: [
      {
        text: 'Απευθείας ανάθεση για το ρολόι της πλατείας. Χρειάζονται φορολογική ενημερότητα κάθε φορά.',
        by: 'admin-eleni',
        at: '2025-01-16T11:05:45.000Z',
      },
    ],
    location: { city: 'Λαμία', country: 'Ελλάδα', region: 'Στερεά Ελλάδα' },
    language: 'el',
    tags: ['δήμος', 'τιμολόγιο δημοσίου'],
    owned_items: [
      {
        type: 'product',
        product_id: 'CLK-T2',
        product_name: 'Ωρολόγιο πύργου Τ2',
        quantity: 1,
        serial_numbers: ['CLKT2-0090'],
      },
    ],
    linked_user_ids: [],
    nextcloud_folder: '/Δήμοι/Νέα Πέτρα',
  },
  {
    name: 'ΗΧΟΤΕΧΝΙΚΗ ΑΙΓΑΙΟΥ Α.Ε.',
    organization: 'ΗΧΟΤΕΧΝΙΚΗ ΑΙΓΑΙΟΥ Α.Ε.',
    contacts: [
      { type: 'email', label: 'λογιστήριο', value: 'LOGISTIRIO@HXOTEXNIKI.EXAMPLE.GR', primary: true },
      { type: 'phone', label: 'λογιστήριο', value: '210 5550 163' },
    ],
    notes: [],
    location: { city: 'Πειραιάς', country: 'Ελλάδα', region: 'Αττική' },
    language: 'el',
    tags: ['εταιρεία', 'χονδρική'],
    owned_items: [
      { type: 'product', product_id: 'HRN-30', product_name: 'Ηχείο κόρνα 30W', quantity: 40 },
      { type: 'product', product_id: 'MIC-W1', product_name: 'Μικρόφωνο ασύρματο W1', quantity: 12 },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Αφοί Καραγιάννη Ο.Ε.',
    organization: 'Ηλεκτρολογικές εγκαταστάσεις',
    contacts: [{ type: 'phone', label: 'κατάστημα', value: '24210 55572', primary: true }],
    notes: [],
    location: { city: 'Βόλος', country: 'Ελλάδα', region: 'Θεσσαλία' },
    language: 'el',
    tags: ['συνεργάτης'],
    owned_items: [],
    linked_user_ids: [],
  },
  {
    name: 'π. Αθανάσιος Μαϊμάρης',
    organization: 'Ι.Ν. Κοιμήσεως Θεοτόκου Λεύκας',
    contacts: [
      { type: 'phone', label: 'personal', value: '6945550173', primary: true },
      { type: 'whatsapp', label: 'personal', value: '6945550173' },
      { type: 'email', label: 'personal', value: 'papa.thanasis@example.gr' },
    ],
    notes: [
      {
        text: 'Ζήτησε οδηγίες για πένθιμη κωδωνοκρουσία. Στάλθηκε βίντεο.',
        by: 'editor-nikos',
        at: '2025-05-06T16:31:09.000Z',
      },
    ],
    location: { city: 'Τρίκαλα', country: 'Ελλάδα', region: 'Θεσσαλία' },
    language: 'el',
    tags: ['ναός', 'newsletter'],
    owned_items: [{ type: 'console_device', device_id: 'CD-2023-00044', label: 'Κονσόλα γραφείου' }],
    linked_user_ids: ['b2HnMk6LpOi9UyTr4EwQaS1DfG73'],
    nextcloud_folder: null,
  },
  {
    name: 'Χρήστος Χριστοδούλου',
    organization: 'Ι.Ν. Αποστόλου Βαρνάβα Κάτω Πέτρας',
    contacts: [
      { type: 'phone', label: 'personal', value: '0035799550142', primary: true },
      { type: 'email', label: 'church', value: 'ap.varnavas@example.com.cy' },
    ],
    notes: [
      {
        text: 'Αποστολή με μεταφορική μέσω Λεμεσού. ΦΠΑ Κύπρου.',
        by: 'editor-maria',
        at: '2024-12-02T09:00:00.000Z',
      },
    ],
    location: { city: 'Λευκωσία', country: 'Κύπρος', region: 'Λευκωσία' },
    language: 'el',
    tags: ['ναός', 'Κύπρος'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2022-00038', label: 'Κεντρική κονσόλα' },
      { type: 'product', product_id: 'BEL-S3', product_name: 'Κρούστης καμπάνας S3', quantity: 3 },
    ],
    linked_user_ids: [],
    nextcloud_folder: '/Cyprus/Ap. Varnavas',
  },
  {
    name: 'Andreas Georgiou',
    organization: 'Georgiou Sound & Light Ltd',
    contacts: [
      { type: 'email', label: 'work', value: 'andreas@georgiou-sound.example.com.cy', primary: true },
      { type: 'phone', label: 'work', value: '+357 25 555 080' },
      { type: 'whatsapp', label: 'mobile', value: '+357 99 555 081' },
    ],
    notes: [],
    location: { city: 'Λεμεσός', country: 'Κύπρος' },
    language: 'en',
    tags: ['reseller', 'Κύπρος'],
    owned_items: [
      {
        type: 'product',
        product_id: 'TAB-10',
        product_name: 'Tablet 10"',
        quantity: 5,
        serial_numbers: ['T10-24-000901', 'T10-24-000902', 'T10-24-000903', 'T10-24-000904', 'T10-24-000905'],
      },
    ],
    linked_user_ids: ['x5CvBn7MqWeRtY1uIoP3aSdFgH92'],
    nextcloud_folder: '/Cyprus/Georgiou Sound',
  },
  {
    name: 'Ιερά Μονή Παναγίας της Βουνιανής',
    contacts: [{ type: 'phone', label: 'μονή', value: '00357 26 555 019', primary: true }],
    notes: [],
    location: { city: 'Πάφος', country: 'Κύπρος', region: 'Πάφος' },
    language: 'el',
    tags: ['μονή', 'Κύπρος'],
    owned_items: [
      {
        type: 'freetext',
        description: 'Τρεις καμπάνες, χυτές, με χειροκίνητα σχοινιά',
        notes: 'Μελέτη για αυτοματισμό.',
      },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Κοινοτικό Συμβούλιο Άνω Μυλιάς',
    organization: 'Κοινοτικό Συμβούλιο',
    contacts: [
      { type: 'email', label: 'γραμματέας', value: 'ano.mylia@example.com.cy', primary: true },
      { type: 'phone', label: 'γραφείο', value: '+357-24-555-026' },
    ],
    notes: [],
    location: { city: 'Λάρνακα', country: 'Κύπρος', region: null },
    language: 'el',
    tags: ['δήμος', 'Κύπρος'],
    owned_items: [],
    linked_user_ids: [],
    nextcloud_folder: null,
  },
  {
    name: 'Μάριος Χατζηϊωάννου',
    contacts: [
      { type: 'phone', label: 'personal', value: '99 555 037', primary: true },
      { type: 'email', label: 'personal', value: 'marios.h@example.com.cy' },
    ],
    notes: [
      {
        text: 'Αγόρασε μεταχειρισμένο tablet, χωρίς εγγύηση.',
        by: 'editor-nikos',
        at: '2025-06-18T13:44:02.000Z',
      },
    ],
    location: { city: 'Παραλίμνι', country: 'Κύπρος', region: 'Αμμόχωστος' },
    language: 'el',
    tags: [],
    owned_items: [
      {
        type: 'freetext',
        description: 'Tablet 8" (μεταχειρισμένο)',
        serial_number: 'T08-19-000055',
        notes: null,
      },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Griechisch-Orthodoxe Gemeinde Hl. Demetrios',
    organization: 'Kirchengemeinde Hl. Demetrios e.V.',
    contacts: [
      { type: 'phone', label: 'Pfarrbüro', value: '(+49) 171 555 0136', primary: true },
      { type: 'email', label: 'Pfarrbüro', value: 'gemeinde@hl-demetrios.example.org' },
    ],
    notes: [
      {
        text: 'Rechnung ohne griechische MwSt. (Reverse Charge), USt-IdNr. liegt im Ordner.',
        by: 'admin-eleni',
        at: '2024-10-21T14:10:00.000Z',
      },
    ],
    location: { city: 'München', country: 'Germany', region: 'Bayern' },
    language: 'de',
    tags: ['ναός', 'διασπορά', 'export'],
    owned_items: [{ type: 'console_device', device_id: 'CD-2024-00061', label: 'Glockenturm' }],
    linked_user_ids: [],
    nextcloud_folder: '/Export/DE München Hl. Demetrios',
  },
  {
    name: 'Jürgen Weißmüller',
    organization: 'Glockentechnik Weißmüller GmbH',
    contacts: [
      { type: 'email', label: 'Büro', value: 'j.weissmueller@glockentechnik.example.com', primary: true },
      { type: 'phone', label: 'Büro', value: '0711 / 555 01-28' },
    ],
    notes: [],
    location: { city: 'Stuttgart', country: 'Germany', region: 'Baden-Württemberg' },
    language: 'de',
    tags: ['supplier', 'partner'],
    owned_items: [
      { type: 'product', product_id: 'BEL-S3', product_name: 'Glockenschlagwerk S3', quantity: 10 },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Στέφανος Αλεξίου',
    organization: 'Σύλλογος Ελλήνων Ρήνου «Η Πάροδος»',
    contacts: [{ type: 'whatsapp', label: 'personal', value: '+49 1525 550 149', primary: true }],
    notes: [],
    location: { city: 'Düsseldorf', country: 'Germany' },
    language: 'el',
    tags: ['διασπορά', 'newsletter'],
    owned_items: [],
    linked_user_ids: ['r8TgBy2HnUj5MkIl0OpQwE3aZsX6'],
  },
  {
    name: 'Fr. Constantine Pappas',
    organization: 'St. Barbara Greek Orthodox Church',
    contacts: [
      { type: 'phone', label: 'church', value: '+1 (312) 555-0147', primary: true },
      { type: 'email', label: 'church', value: 'office@stbarbara.example.org' },
      { type: 'other', label: 'Skype', value: 'fr.constantine.555' },
    ],
    notes: [
      {
        text: 'Needs the 110 V power supply. Call after 17:00 Athens time.',
        by: 'editor-maria',
        at: '2025-03-28T15:55:00.000Z',
      },
    ],
    location: { city: 'Chicago', country: 'USA', region: 'Illinois' },
    language: 'en',
    tags: ['vip', 'διασπορά', 'export'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2023-00049', label: 'Bell tower' },
      {
        type: 'product',
        product_id: 'PSU-110',
        product_name: 'Power supply 110 V',
        quantity: 2,
        serial_numbers: ['P110-0007', 'P110-0008'],
      },
    ],
    linked_user_ids: ['f1GhJk5LzXcV8bNmQ2wErT7yUiO4'],
    nextcloud_folder: '/Export/US Chicago St Barbara',
  },
  {
    name: 'Eleni Katsaros-Miller',
    contacts: [
      { type: 'email', label: 'personal', value: 'eleni.km@example.com', primary: true },
      { type: 'phone', label: 'mobile', value: '718.555.0192' },
    ],
    notes: [],
    location: { city: 'New York', country: 'USA', region: 'New York' },
    language: 'en',
    tags: ['newsletter', 'δωρητής'],
    owned_items: [],
    linked_user_ids: [],
  },
  {
    name: "Patrick O'Neill",
    organization: 'North Quay Chimes Ltd',
    contacts: [
      { type: 'phone', label: 'office', value: '020 7946 0555', primary: true },
      { type: 'whatsapp', label: 'mobile', value: '+44 7700 900555' },
      { type: 'email', label: 'office', value: 'patrick@northquay.example.com' },
    ],
    notes: [
      {
        text: 'Post-Brexit: EORI number needed on every invoice.',
        by: 'admin-eleni',
        at: '2024-08-30T10:30:00.000Z',
      },
    ],
    location: { city: 'London', country: 'UK', region: 'England' },
    language: 'en',
    tags: ['reseller', 'export'],
    owned_items: [
      {
        type: 'product',
        product_id: 'HRN-50',
        product_name: 'Horn speaker 50W',
        quantity: 8,
        serial_numbers: [],
      },
    ],
    linked_user_ids: [],
    nextcloud_folder: '/Export/UK North Quay',
  },
  {
    name: 'Parafia Prawosławna św. Łukasza',
    organization: 'Parafia św. Łukasza',
    contacts: [
      { type: 'phone', label: 'kancelaria', value: '+48 85 555 01 22', primary: true },
      { type: 'email', label: 'kancelaria', value: 'lukasz.parafia@example.org' },
    ],
    notes: [],
    location: { city: 'Białystok', country: 'Poland', region: 'Podlaskie' },
    language: 'en',
    tags: ['ναός', 'export'],
    owned_items: [{ type: 'console_device', device_id: 'CD-2024-00070', label: 'Dzwonnica' }],
    linked_user_ids: [],
  },
  {
    name: 'Đorđe Stanković',
    organization: 'Zvono i Zvuk d.o.o.',
    contacts: [{ type: 'phone', label: 'mobile', value: '+381 64 555 0166', primary: true }],
    notes: [
      {
        text: 'Μιλάει ελληνικά, σπούδασε στη Θεσσαλονίκη.',
        by: 'editor-nikos',
        at: '2025-02-03T08:12:00.000Z',
      },
    ],
    location: { city: 'Niš', country: 'Serbia' },
    language: 'en',
    tags: ['partner', 'export'],
    owned_items: [
      { type: 'product', product_id: 'AMP-120', product_name: 'Amplifier 120W', quantity: 3 },
      {
        type: 'freetext',
        description: 'Demo kit on loan',
        serial_number: 'DEMO-02',
        notes: 'Return due in autumn',
      },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Иван Петров',
    organization: 'Храм Св. Георги',
    contacts: [
      { type: 'whatsapp', label: 'personal', value: '00359 88 555 0104', primary: true },
      { type: 'email', label: 'personal', value: 'ivan.petrov@example.org' },
    ],
    notes: [],
    location: { city: 'Plovdiv', country: 'Bulgaria', region: null },
    language: 'en',
    tags: ['ναός', 'export'],
    owned_items: [],
    linked_user_ids: [],
    nextcloud_folder: null,
  },
  {
    name: 'Ieros Naos Agias Paraskevis Kalamarias',
    contacts: [
      { type: 'email', label: 'church', value: 'agia.paraskevi.kal@example.gr', primary: true },
      { type: 'phone', label: 'grafeio', value: '2310555029' },
    ],
    notes: [
      {
        text: 'O neokoros (k. Takis) exei ta kleidia tou kampanariou.',
        by: 'editor-nikos',
        at: '2024-12-19T17:08:40.000Z',
      },
    ],
    location: { city: 'Καλαμαριά', country: 'Ελλάδα', region: 'Κεντρική Μακεδονία' },
    language: 'el',
    tags: ['ναός'],
    owned_items: [{ type: 'console_device', device_id: 'CD-2021-00011', label: 'Kampanario' }],
    linked_user_ids: [],
  },
  {
    name: 'Δέσποινα Αηδονοπούλου',
    organization: 'Χορωδία «Η Τερψιχόρη»',
    contacts: [
      { type: 'phone', label: 'personal', value: '+30-698-555-0110', primary: true },
      { type: 'email', label: 'χορωδία', value: 'despoina.aid@example.gr' },
      { type: 'other', label: 'Viber', value: '698 555 0110' },
    ],
    notes: [],
    location: { city: 'Πάτρα', country: 'Ελλάδα', region: 'Δυτική Ελλάδα' },
    language: 'el',
    tags: ['σύλλογος', 'newsletter'],
    owned_items: [
      {
        type: 'product',
        product_id: 'MIC-W1',
        product_name: 'Μικρόφωνο ασύρματο W1',
        quantity: 2,
        serial_numbers: ['MW1-3310', 'MW1-3311'],
      },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Ι.Ν. ΑΓΙΟΥ ΔΗΜΗΤΡΙΟΥ ΚΑΤΩ ΒΡΥΣΗΣ',
    organization: 'ΙΕΡΑ ΜΗΤΡΟΠΟΛΗ ΚΑΛΛΙΡΡΟΗΣ',
    contacts: [{ type: 'phone', label: 'ΓΡΑΦΕΙΟ', value: '26510-55548', primary: true }],
    notes: [],
    location: { city: 'Ιωάννινα', country: 'Ελλάδα', region: 'Ήπειρος' },
    language: 'el',
    tags: ['ναός', 'μητρόπολη'],
    owned_items: [{ type: 'console_device', device_id: 'CD-2019-00001', label: null }],
    linked_user_ids: [],
  },
  {
    name: 'Ιερά Μητρόπολη Καλλιρρόης',
    organization: 'Γραφείο Μητροπολίτου',
    contacts: [
      {
        type: 'email',
        label: 'πρωτοσύγκελλος',
        value: 'protosygkellos@imkallirrois.example.gr',
        primary: true,
      },
      { type: 'email', label: 'λογιστήριο', value: 'logistirio@imkallirrois.example.gr' },
      { type: 'phone', label: 'κέντρο', value: '+30 2651 055 500' },
    ],
    notes: [
      {
        text: 'Συμφωνία πλαίσιο: 15% έκπτωση σε όλους τους ναούς της Μητρόπολης μέχρι τέλος του έτους.',
        by: 'admin-eleni',
        at: '2025-01-08T09:30:00.000Z',
      },
      {
        text: 'Υπογράφηκε. Το συμφωνητικό στο Nextcloud.',
        by: 'admin-eleni',
        at: '2025-01-22T12:47:19.000Z',
      },
      {
        text: 'Ζήτησαν κατάσταση με τις κονσόλες ανά ναό.',
        by: 'editor-maria',
        at: '2025-06-02T06:58:00.000Z',
      },
    ],
    location: { city: 'Ιωάννινα', country: 'Ελλάδα', region: 'Ήπειρος' },
    language: 'el',
    tags: ['μητρόπολη', 'vip', 'συμβόλαιο'],
    owned_items: [],
    linked_user_ids: ['c6VbNm0QaZwS4xEdCrF8vTgByH13', 'u7JmIk3OlPq9AzWsXeDcRfV5tGb2'],
    nextcloud_folder: '/Μητροπόλεις/Καλλιρρόης',
  },
  {
    name: 'Νίκος Αγγελόπουλος',
    contacts: [],
    notes: [
      {
        text: 'Ήρθε στο περίπτερο της έκθεσης, δεν άφησε τηλέφωνο.',
        by: 'editor-nikos',
        at: '2024-09-09T18:20:00.000Z',
      },
    ],
    language: 'el',
    tags: ['lead'],
    owned_items: [],
    linked_user_ids: [],
  },
  {
    name: 'Νικόλαος Αγγελόπουλος',
    organization: 'Αγγελόπουλος & Υιοί Ε.Π.Ε.',
    contacts: [
      { type: 'phone', label: 'κατάστημα', value: '27210.555.63', primary: true },
      { type: 'email', label: 'κατάστημα', value: 'info@aggelopoulos.example.gr' },
    ],
    notes: [],
    location: { city: 'Καλαμάτα', country: 'Ελλάδα', region: 'Πελοπόννησος' },
    language: 'el',
    tags: ['εταιρεία'],
    owned_items: [{ type: 'product', product_id: 'CBL-100', product_name: 'Καλώδιο 100μ', quantity: 0 }],
    linked_user_ids: [],
  },
  {
    name: 'Γέρων Ιάκωβος',
    organization: 'Κελλίον Αγίου Ευσταθίου',
    contacts: [
      { type: 'phone', label: 'κελλί', value: '23770 55514', primary: true },
      { type: 'other', label: 'μέσω', value: 'Πλοίο γραμμής, υπόψη π. Ιακώβου' },
    ],
    notes: [
      {
        text: 'Χωρίς δίκτυο ρεύματος: φωτοβολταϊκό 24 V. Η κονσόλα δουλεύει με μετατροπέα.',
        by: 'editor-maria',
        at: '2024-10-04T05:40:00.000Z',
      },
    ],
    location: { city: 'Καρυές', country: 'Ελλάδα', region: 'Άγιον Όρος' },
    language: 'el',
    tags: ['μονή'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2022-00029', label: 'Σήμαντρο και καμπάνα', notes: '24 V DC' },
    ],
    linked_user_ids: [],
    nextcloud_folder: '/Customers/Κελλίον Αγ. Ευσταθίου',
  },
  {
    name: 'Kostas Dimitriou',
    contacts: [{ type: 'phone', label: 'kinito', value: '00306935550121', primary: true }],
    notes: [],
    location: { city: 'Λάρισα', country: 'Ελλάδα', region: 'Θεσσαλία' },
    language: 'el',
    tags: [],
    owned_items: [
      {
        type: 'product',
        product_id: 'TAB-08',
        product_name: 'Tablet 8"',
        quantity: 1,
        serial_numbers: ['T08-22-000310'],
      },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Κωνσταντίνος Δημητρίου',
    organization: 'Ι.Ν. Αγίων Αναργύρων',
    contacts: [
      { type: 'email', label: 'church', value: 'anargyroi@example.gr', primary: true },
      { type: 'phone', label: 'personal', value: '+30 (693) 555-0155' },
    ],
    notes: [],
    location: { city: 'Καβάλα', country: 'Ελλάδα', region: 'Ανατολική Μακεδονία και Θράκη' },
    language: 'el',
    tags: ['ναός', 'service'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2023-00052', label: 'Κονσόλα' },
      { type: 'product', product_id: 'BEL-S3', product_name: 'Κρούστης καμπάνας S3', quantity: 2 },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Μουσικό Σχολείο Αγίας Λαύρας',
    organization: 'Σύλλογος Γονέων και Κηδεμόνων',
    contacts: [
      { type: 'email', label: 'γραμματεία', value: 'mousiko.sxoleio@example.gr', primary: true },
      { type: 'phone', label: 'γραμματεία', value: '26920 55 533' },
    ],
    notes: [],
    location: { city: 'Καλάβρυτα', country: 'Ελλάδα', region: 'Αχαΐα' },
    language: 'el',
    tags: ['σχολείο'],
    owned_items: [{ type: 'product', product_id: 'AMP-120', product_name: 'Ενισχυτής 120W', quantity: 1 }],
    linked_user_ids: [],
  },
  {
    name: 'Ραφαήλ Ζαΐμης',
    organization: 'Ζαΐμης Ηλεκτρονικά',
    contacts: [
      { type: 'whatsapp', label: 'work', value: '694 555 01 60', primary: true },
      { type: 'email', label: 'work', value: 'rafail@zaimis.example.gr' },
    ],
    notes: [
      {
        text: 'Επισκευάζει πλακέτες για εμάς στα Δωδεκάνησα.',
        by: 'editor-nikos',
        at: '2025-04-02T11:11:11.000Z',
      },
    ],
    location: { city: 'Ρόδος', country: 'Ελλάδα', region: 'Νότιο Αιγαίο' },
    language: 'el',
    tags: ['συνεργάτης', 'service'],
    owned_items: [],
    linked_user_ids: ['d3FgHj6KlQwE9rTyUiO0pZxCvB48'],
  },
  {
    name: 'Ι.Ν. Αγ. Γεωργίου Μεσοχωρίου',
    organization: null,
    contacts: [{ type: 'phone', label: 'νεωκόρος', value: '22510-555 71' }],
    notes: [],
    location: { city: 'Μυτιλήνη', country: 'Ελλάδα', region: 'Βόρειο Αιγαίο' },
    language: 'el',
    tags: ['ναός'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2020-00008', label: 'Καμπαναριό' },
      { type: 'freetext', description: 'Μεγάφωνα αυλής (άγνωστη μάρκα)', notes: 'Βουίζουν με υγρασία' },
    ],
    linked_user_ids: [],
  },
  {
    name: 'ΔΗΜΟΣ ΑΓΙΟΥ ΛΟΥΚΑ',
    organization: 'Δ/ΝΣΗ ΠΟΛΙΤΙΣΜΟΥ',
    contacts: [
      { type: 'email', label: 'πολιτισμός', value: 'politismos@agiosloukas.example.gr', primary: true },
      { type: 'phone', label: 'κέντρο', value: '210-555-0100' },
    ],
    notes: [{ text: 'Πληρώνουν στις 90 ημέρες.', by: 'admin-eleni', at: '2024-11-29T07:00:00.000Z' }],
    location: { city: 'Αθήνα', country: 'Ελλάδα', region: 'Αττική' },
    language: 'el',
    tags: ['δήμος'],
    owned_items: [
      { type: 'product', product_id: 'HRN-50', product_name: 'Ηχείο κόρνα 50W', quantity: 16 },
      {
        type: 'product',
        product_id: 'AMP-250',
        product_name: 'Ενισχυτής 250W',
        quantity: 2,
        serial_numbers: null,
      },
    ],
    linked_user_ids: [],
    nextcloud_folder: '/Δήμοι/Άγιος Λουκάς',
  },
  {
    name: 'Σοφία Βασιλειάδου',
    contacts: [
      { type: 'email', label: 'personal', value: 'sofia.vas@example.com', primary: true },
      { type: 'phone', label: 'σπίτι', value: '23850 55506' },
    ],
    notes: [],
    location: { city: 'Φλώρινα', country: 'Ελλάδα', region: 'Δυτική Μακεδονία' },
    language: 'el',
    tags: ['δωρητής'],
    owned_items: [
      {
        type: 'freetext',
        description: 'Δωρεά κονσόλας στον Ι.Ν. Αγ. Γερμανού',
        serial_number: 'CD-2024-00073',
      },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Sofia Vasileiadou',
    organization: 'Vasileiadou Events',
    contacts: [{ type: 'whatsapp', label: 'work', value: '+30 6985550127', primary: true }],
    notes: [],
    location: { city: 'Αθήνα', country: 'Ελλάδα' },
    language: 'en',
    tags: ['newsletter', 'events'],
    owned_items: [],
    linked_user_ids: [],
  },
  {
    name: 'Ησυχαστήριον Οσίας Ξένης',
    organization: 'Γυναικεία Αδελφότης',
    contacts: [
      { type: 'phone', label: 'ηγουμένη', value: '26710 555 15', primary: true },
      { type: 'email', label: 'εργόχειρο', value: 'osia.xeni@example.gr' },
    ],
    notes: [
      {
        text: 'Γερόντισσα Θεοδούλη. Παρακαλούν να μη στέλνουμε διαφημιστικά.',
        by: 'editor-maria',
        at: '2025-05-20T09:09:00.000Z',
      },
    ],
    location: { city: 'Αργοστόλι', country: 'Ελλάδα', region: 'Ιόνια Νησιά' },
    language: 'el',
    tags: ['μονή', 'όχι newsletter'],
    owned_items: [{ type: 'console_device', device_id: 'CD-2021-00019', label: 'Πύλη' }],
    linked_user_ids: [],
    nextcloud_folder: '/Customers/Ησυχαστήριον Οσίας Ξένης',
  },
  {
    name: 'Σπυρίδων Κουρής',
    organization: 'Ι.Ν. Αγίου Σπυρίδωνος Άνω Λιβαδίου',
    contacts: [
      { type: 'phone', label: 'personal', value: '697-555-0133', primary: true },
      { type: 'phone', label: 'church', value: '2661 0 555 42' },
    ],
    notes: [],
    location: { city: 'Κέρκυρα', country: 'Ελλάδα', region: 'Ιόνια Νησιά' },
    language: 'el',
    tags: ['ναός', 'φιλαρμονική'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2022-00040', label: 'Κονσόλα 1' },
      { type: 'console_device', device_id: 'CD-2022-00041', label: 'Κονσόλα 2 (εφεδρική)' },
    ],
    linked_user_ids: ['y1UiOp4AsDfG7hJkLzX0cVbNmQ56'],
  },
  {
    name: 'ΠΑΠΑΣ ΕΥΑΓΓΕΛΟΣ',
    organization: 'Ε. ΠΑΠΑΣ ΜΟΝ. Ι.Κ.Ε.',
    contacts: [{ type: 'email', label: 'εταιρεία', value: 'v.papas@example.gr', primary: true }],
    notes: [],
    location: { city: 'ΚΟΖΑΝΗ', country: 'Ελλάδα', region: 'Δυτική Μακεδονία' },
    language: 'el',
    tags: ['εταιρεία', 'χονδρική'],
    owned_items: [{ type: 'product', product_id: 'CBL-100', product_name: 'Καλώδιο 100μ', quantity: 25 }],
    linked_user_ids: [],
  },
  {
    name: 'Βαγγέλης Παππάς',
    contacts: [{ type: 'phone', label: 'κινητό', value: '6945550198', primary: true }],
    notes: [],
    location: { city: 'Άρτα', country: 'Ελλάδα', region: 'Ήπειρος' },
    language: 'el',
    tags: ['lead'],
    owned_items: [],
    linked_user_ids: [],
  },
  {
    name: 'Ευαγγελία Τσαγκαράκη-Ψυχουντάκη',
    organization: 'Πολιτιστικός Σύλλογος Κάτω Ρίζας «Ο Ερωτόκριτος»',
    contacts: [
      { type: 'email', label: 'σύλλογος', value: 'erotokritos.syllogos@example.gr', primary: true },
      { type: 'phone', label: 'πρόεδρος', value: '+30 28210 55-567' },
    ],
    notes: [],
    location: { city: 'Χανιά', country: 'Ελλάδα', region: 'Κρήτη' },
    language: 'el',
    tags: ['σύλλογος'],
    owned_items: [
      { type: 'product', product_id: 'MIC-W1', product_name: 'Μικρόφωνο ασύρματο W1', quantity: 4 },
      { type: 'product', product_id: 'HRN-30', product_name: 'Ηχείο κόρνα 30W', quantity: 2 },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Άννα Οικονόμου',
    contacts: [
      { type: 'other', label: 'Messenger', value: 'anna.oikonomou.555' },
      { type: 'email', label: 'personal', value: 'anna+kampanes@example.com', primary: true },
    ],
    notes: [],
    location: null,
    language: 'el',
    tags: ['newsletter'],
    owned_items: [],
    linked_user_ids: [],
    nextcloud_folder: null,
  },
  {
    name: 'Πρωτοπρεσβύτερος Ιωάννης Οικονόμου',
    organization: 'Ι.Ν. Μεταμορφώσεως του Σωτήρος Μοσχοβίτσας',
    contacts: [
      { type: 'phone', label: 'personal', value: '+30 694 555 0101', primary: true },
      { type: 'email', label: 'church', value: 'metamorfosi@example.org' },
    ],
    notes: [
      {
        text: 'Πανηγύρι 6 Αυγούστου: ο έλεγχος να γίνει πριν από τις 20 Ιουλίου.',
        by: 'editor-maria',
        at: '2025-06-25T08:25:00.000Z',
      },
    ],
    location: { city: 'Σέρρες', country: 'Ελλάδα', region: 'Κεντρική Μακεδονία' },
    language: 'el',
    tags: ['ναός', 'συμβόλαιο', 'service'],
    owned_items: [{ type: 'console_device', device_id: 'CD-2018-00003', label: 'Κονσόλα (παλιό μοντέλο)' }],
    linked_user_ids: [],
    nextcloud_folder: '/Customers/Ι.Ν. Μεταμορφώσεως Μοσχοβίτσας',
  },
  {
    name: 'ΚΑΜΠΑΝΕΣ ΡΟΥΜΕΛΗΣ Ο.Ε.',
    organization: 'Χυτήριο καμπανών',
    contacts: [
      { type: 'phone', label: 'χυτήριο', value: '22620/55520', primary: true },
      { type: 'email', label: 'χυτήριο', value: 'xytirio@example.gr' },
    ],
    notes: [],
    location: { city: 'Θήβα', country: 'Ελλάδα', region: 'Στερεά Ελλάδα' },
    language: 'el',
    tags: ['προμηθευτής', 'συνεργάτης'],
    owned_items: [],
    linked_user_ids: [],
    nextcloud_folder: '/Partners/Kampanes Roumelis',
  },
  {
    name: 'Thanasis (egkatastatis)',
    contacts: [{ type: 'whatsapp', label: 'kin.', value: '0030 693 555 0170', primary: true }],
    notes: [
      { text: 'Mono WhatsApp, den sikonei tilefono.', by: 'editor-nikos', at: '2025-03-03T20:01:00.000Z' },
    ],
    location: { country: 'Ελλάδα' },
    language: 'el',
    tags: ['installer'],
    owned_items: [],
    linked_user_ids: [],
  },
  {
    name: 'Αναστασία Μπαϊρακτάρη',
    organization: 'Ξενοδοχείο Αρχοντικό Μπαϊρακτάρη',
    contacts: [
      { type: 'email', label: 'reception', value: 'reception@archontiko.example.gr', primary: true },
      { type: 'phone', label: 'reception', value: '(+30) 24230 55588' },
    ],
    notes: [],
    location: { city: 'Πήλιο', country: 'Ελλάδα', region: 'Θεσσαλία' },
    language: 'el',
    tags: ['εταιρεία', 'ξενοδοχείο'],
    owned_items: [
      {
        type: 'product',
        product_id: 'TAB-08',
        product_name: 'Tablet 8"',
        quantity: 3,
        serial_numbers: ['T08-23-000512', 'T08-23-000513', 'T08-23-000514'],
        notes: 'Επέκταση εγγύησης 2 έτη',
      },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Θεόδωρος Γαϊτανίδης',
    organization: 'Ι.Ν. Αγίων Θεοδώρων Ξάνθης',
    contacts: [
      { type: 'phone', label: 'ψάλτης', value: '69 35 55 01 44', primary: true },
      { type: 'email', label: 'personal', value: 'theo.gaitanidis@example.com' },
    ],
    notes: [],
    location: { city: 'Ξάνθη', country: 'Ελλάδα', region: 'Ανατολική Μακεδονία και Θράκη' },
    language: 'el',
    tags: ['ναός', 'ψάλτης', 'newsletter'],
    owned_items: [
      {
        type: 'product',
        product_id: 'TAB-10',
        product_name: 'Tablet 10" ψαλτηρίου',
        quantity: 1,
        serial_numbers: ['T10-24-000777'],
      },
    ],
    linked_user_ids: ['n0MbVc5XzLk8JhGf2DsApOiUyT47'],
  },
  {
    name: 'Προσκυνηματικός Ναός Παναγίας Θαλασσινής',
    organization: 'Ερανική Επιτροπή',
    contacts: [
      { type: 'phone', label: 'επιτροπή', value: '22840-55503', primary: true },
      { type: 'email', label: 'επιτροπή', value: 'thalassini@example.gr' },
    ],
    notes: [
      {
        text: 'Δεκαπενταύγουστος: ζητούν τεχνικό σε ετοιμότητα 13-16/8.\nΔιαμονή στον ξενώνα του ναού.',
        by: 'admin-eleni',
        at: '2025-06-30T10:00:00.000Z',
      },
    ],
    location: { city: 'Πάρος', country: 'Ελλάδα', region: 'Νότιο Αιγαίο' },
    language: 'el',
    tags: ['ναός', 'vip', 'συμβόλαιο'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2024-00066', label: 'Κωδωνοστάσιο' },
      { type: 'product', product_id: 'HRN-50', product_name: 'Ηχείο κόρνα 50W', quantity: 6 },
      { type: 'freetext', description: 'Γεννήτρια 5 kVA', serial_number: 'GEN-5-221', notes: 'Δική τους' },
    ],
    linked_user_ids: [],
    nextcloud_folder: '/Customers/Παναγία Θαλασσινή',
  },
  {
    name: 'Λευτέρης Μαυρομμάτης',
    contacts: [
      { type: 'phone', label: 'κινητό', value: '+30 6 9 8 5 5 5 0 1 1 6' },
      { type: 'phone', label: 'σπίτι', value: '27410 555 09' },
    ],
    notes: [],
    location: { city: 'Κόρινθος', country: 'Ελλάδα', region: 'Πελοπόννησος' },
    language: 'el',
    tags: [],
    owned_items: [{ type: 'freetext', description: 'Ρολόι τοίχου με ηχητική ειδοποίηση' }],
    linked_user_ids: [],
  },
  {
    name: 'Όλγα Υψηλάντη',
    organization: 'Εκκλησιαστικά Είδη «Η Αγία Ειρήνη»',
    contacts: [
      { type: 'email', label: 'κατάστημα', value: 'agia-eirini@example.gr', primary: true },
      { type: 'phone', label: 'κατάστημα', value: '210 555 01 37' },
    ],
    notes: [],
    location: { city: 'Αθήνα', country: 'Ελλάδα', region: 'Αττική' },
    language: 'el',
    tags: ['μεταπωλητής', 'εταιρεία'],
    owned_items: [
      { type: 'product', product_id: 'TAB-08', product_name: 'Tablet 8"', quantity: 10 },
      { type: 'product', product_id: 'TAB-10', product_name: 'Tablet 10" ψαλτηρίου', quantity: 10 },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Δημοτική Κοινότητα Κάτω Ροδακινιάς',
    contacts: [{ type: 'phone', label: 'κοινοτικό κατάστημα', value: '23920 555 60', primary: true }],
    notes: [],
    location: { city: 'Κιλκίς', country: 'Ελλάδα', region: 'Κεντρική Μακεδονία' },
    language: 'el',
    tags: ['δήμος', 'lead'],
    owned_items: [],
    linked_user_ids: [],
  },
  {
    name: 'Αρχιμ. Χρυσόστομος Ξενάκης',
    organization: 'Ι.Μ. Τιμίου Προδρόμου Βράχου',
    contacts: [
      { type: 'phone', label: 'personal', value: '697 5550 159', primary: true },
      { type: 'whatsapp', label: 'personal', value: '+30 697 5550 159' },
      { type: 'email', label: 'μονή', value: 'prodromos.vrachou@example.org' },
    ],
    notes: [
      {
        text: 'Άλλαξε ο ηγούμενος τον Σεπτέμβριο, ενημέρωση στοιχείων.',
        by: 'editor-maria',
        at: '2024-10-10T10:10:10.000Z',
      },
    ],
    location: { city: 'Ρέθυμνο', country: 'Ελλάδα', region: 'Κρήτη' },
    language: 'el',
    tags: ['μονή', 'συμβόλαιο'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2023-00047', label: 'Καθολικό' },
      { type: 'product', product_id: 'BEL-S3', product_name: 'Κρούστης καμπάνας S3', quantity: 4 },
    ],
    linked_user_ids: [],
    nextcloud_folder: '/Customers/Ι.Μ. Προδρόμου Βράχου',
  },
  {
    name: 'Zoe & Philippos Architects',
    organization: 'Z&P Architects',
    contacts: [
      { type: 'email', label: 'studio', value: 'studio@zp-architects.example.com', primary: true },
      { type: 'other', label: 'website', value: 'https://zp-architects.example.com' },
    ],
    notes: [],
    location: { city: 'Λεμεσός', country: 'Κύπρος', region: 'Λεμεσός' },
    language: 'en',
    tags: ['μελετητής', 'Κύπρος'],
    owned_items: [],
    linked_user_ids: [],
  },
  {
    name: 'Ιερός Ναός Αγίας Θέκλας Στροβιλιάς',
    organization: 'Εκκλησιαστική Επιτροπή',
    contacts: [
      { type: 'phone', label: 'ταμίας', value: '+35722555064', primary: true },
      { type: 'email', label: 'ταμίας', value: 'agiathekla@example.com.cy' },
    ],
    notes: [],
    location: { city: 'Λευκωσία', country: 'Κύπρος', region: 'Λευκωσία' },
    language: 'el',
    tags: ['ναός', 'Κύπρος', 'newsletter'],
    owned_items: [
      { type: 'console_device', device_id: 'CD-2024-00068', label: 'Κονσόλα' },
      {
        type: 'product',
        product_id: 'AMP-250',
        product_name: 'Ενισχυτής 250W',
        quantity: 1,
        serial_numbers: ['A250-1190'],
      },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Φώτης Ψαρράς',
    organization: 'Ψαρράς Ναυτιλιακά Α.Ε.',
    contacts: [
      { type: 'email', label: 'office', value: 'f.psarras@shipping.example.com', primary: true },
      { type: 'phone', label: 'office', value: '+30 210 555 0178' },
    ],
    notes: [
      {
        text: 'Χορηγός: πλήρωσε την κονσόλα του ναού στην Πάρο.',
        by: 'admin-eleni',
        at: '2024-08-12T12:00:00.000Z',
      },
    ],
    location: { city: 'Πειραιάς', country: 'Ελλάδα', region: 'Αττική' },
    language: 'en',
    tags: ['vip', 'δωρητής'],
    owned_items: [],
    linked_user_ids: [],
    nextcloud_folder: '/VIP/Ψαρράς',
  },
  {
    name: 'AGIOS RAFAIL - ENORIAKO KENTRO',
    organization: 'I.N. Agiou Rafail',
    contacts: [{ type: 'phone', label: 'enoria', value: '2541055518', primary: true }],
    notes: [],
    location: { city: 'Δράμα', country: 'Ελλάδα' },
    language: 'el',
    tags: ['ναός'],
    owned_items: [
      { type: 'product', product_name: 'Μικρόφωνο επιτραπέζιο', quantity: 2, product_id: null },
      { type: 'freetext', description: 'Μίκτης 8 καναλιών', serial_number: null, notes: 'Αγορά από τρίτο' },
    ],
    linked_user_ids: [],
  },
  {
    name: 'Ιωάννα Σαββίδου',
    organization: 'Ραδιόφωνο «Φωνή της Ενορίας»',
    contacts: [
      { type: 'email', label: 'στούντιο', value: 'studio@fonienorias.example.gr', primary: true },
      { type: 'phone', label: 'on air', value: '25510-555 22' },
      { type: 'whatsapp', label: 'on air', value: '+30 693 5550 122' },
    ],
    notes: [],
    location: { city: 'Αλεξανδρούπολη', country: 'Ελλάδα', region: 'Ανατολική Μακεδονία και Θράκη' },
    language: 'el',
    tags: ['ΜΜΕ', 'newsletter'],
    owned_items: [
      {
        type: 'product',
        product_id: 'MIC-W1',
        product_name: 'Μικρόφωνο ασύρματο W1',
        quantity: 2,
        serial_numbers: ['MW1-3402', 'MW1-3403'],
      },
    ],
    linked_user_ids: [],
  },
];
