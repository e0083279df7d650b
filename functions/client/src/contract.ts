// Made from openapi.json by "npm run openapi".
export interface paths {
    "/crm/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or search customers
         * @description All filters combine. A search has the best matches first; where it finds nobody, it is made more loosely (`relaxed`). The default page holds 1,000 customers; a longer list goes on at `next_cursor`, where `total` is that of the first page. A page also ends where it has 8 MB. An order that cannot be had of more than 1,000 matches is 422 at `sort`.
         *
         *     Role: **viewer** or more.
         *
         *     As a file: with `format` or its media type in `Accept`, the same list comes as CSV, NDJSON (a line is the body of `GET` of the customer) or vCard 4.0, in parts of at most 2,000 customers and 4 MB. Each part is whole or a problem; put one behind the other, they are the file. All parts are as of one moment, `X-Snapshot-Time`. `Link` leads to the next part for 55 minutes, then it is 410 `changes_expired`. It is logged as an export.
         *
         *     Role: **editor** or more.
         */
        get: operations["listCustomers"];
        put?: never;
        /**
         * Create a customer
         * @description Send an `Idempotency-Key`, so that a repetition after a lost answer makes no second customer, nor one that has been erased since. With `on_duplicate=refuse` nobody is entered twice: 409 `duplicate_found` says who may be the same, those in the trash among them. Of two people who enter the same number or address at once, one gets that 409 too. It uses no key up: the same key with `on_duplicate=allow` then creates.
         *
         *     Role: **editor** or more.
         */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download customers as CSV
         * @description One file for a browser, with the filters, searches and orders of the list, as of one moment. It is streamed and has no length: one that was cut off is seen as such by its missing end. Where it would have more than 8 MB or so it is refused with 413 `export_too_large`, which says in how many parts the list can be had. A customer who has this id goes before, for whoever may read it.
         *
         *     Role: **editor** or more.
         */
        get: operations["downloadCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/export.ndjson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download customers as NDJSON
         * @description One file for a browser, with the filters, searches and orders of the list, as of one moment. It is streamed and has no length: one that was cut off is seen as such by its missing end. Where it would have more than 8 MB or so it is refused with 413 `export_too_large`, which says in how many parts the list can be had. A customer who has this id goes before, for whoever may read it.
         *
         *     Role: **editor** or more.
         */
        get: operations["downloadNdjson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/export.vcf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download customers as vCards
         * @description One file for a browser, with the filters, searches and orders of the list, as of one moment. It is streamed and has no length: one that was cut off is seen as such by its missing end. Where it would have more than 8 MB or so it is refused with 413 `export_too_large`, which says in how many parts the list can be had. A customer who has this id goes before, for whoever may read it.
         *
         *     Role: **editor** or more.
         */
        get: operations["downloadVcards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * List or search customers, by a body
         * @description The same as the list, with its parameters as JSON: no name is in a URL, which logs and histories keep. The next page is asked for with the same body and its `cursor`.
         *
         *     Role: **viewer** or more.
         */
        post: operations["searchCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do many operations with one request
         * @description Up to 100 operations, each with a result of its own, in their order; 200 also where some of them failed (`failed`). Those of one customer are done in their order, the others at once. What there was no time for is `not_tried`. With an `Idempotency-Key`, each operation has one of its own, made of the key and its place: send the same batch again, and what was done is not done again, and what was not is tried. With `atomic` all of them land in one commit, or none: 409 `batch_refused` says which were refused. To erase needs the role **admin**.
         *
         *     Role: **editor** or more.
         */
        post: operations["batchCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers that are probably one
         * @description Pairs, the surest first. They are looked for after each change of a name, an organization, a contact or a location, some seconds later (`CRM_DUPLICATES`), and in the whole collection by `npm run duplicates`. A pair of which a customer is gone is not shown.
         *
         *     Role: **viewer** or more.
         */
        get: operations["listDuplicates"];
        put?: never;
        /**
         * Who may be the same
         * @description Looks for customers who may be the one that is being entered: by numbers in any format and addresses, by names as they are spelt or sound, in Greek or in Latin letters, with nicknames and typing errors, and by the city. The trash is looked at too. Nothing is written. It costs 50 reads at most, some 10 as a rule.
         *
         *     Role: **viewer** or more.
         */
        post: operations["findDuplicates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/duplicates/{customer_id}/{other_id}/dismissal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say that two customers are not one
         * @description Remembered with who and when, whatever is edited. The pair comes back only where a new kind of reason appears, such as a number that both have from then on; until then neither is a duplicate of the other in a check with `exclude_id` or a refused update.
         *
         *     Role: **editor** or more.
         */
        put: operations["dismissDuplicate"];
        post?: never;
        /**
         * Take that back
         * @description The pair is listed again, if it still is a probable one.
         *
         *     Role: **editor** or more.
         */
        delete: operations["takeDismissalBack"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the changes of all customers
         * @description Everything that has been committed since a token, each change once, in the order of the commits, at once: those of other programs when they have their version, some seconds later. Keep `next` when a page is done, and go on from it; ask again at once while `has_more`. Apply a change if its version is greater than the one that you have. `delete`, `merged` and `erase` take the customer away; after an `erase` (also where its time in the trash is over) forget its versions too: the id may begin again with version 1. A token is good for 90 days, then 410 `changes_expired`. Costs a read for each change and for each other one of the last 60 seconds; 1 where nothing happens.
         *
         *     Role: **viewer** or more.
         */
        get: operations["listCustomerChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports
         * @description The newest first. An import is kept for some 100 days after its start.
         *
         *     Role: **viewer** or more.
         */
        get: operations["listImports"];
        put?: never;
        /**
         * Begin an import
         * @description Says which file is to come. Then send its parts, look at the preview, and start it, first as a dry run. `format: auto` finds out by the content.
         *
         *     Role: **editor** or more.
         */
        post: operations["createImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an import
         * @description How far it is. With `wait` the answer to an import at work comes when something has changed since `If-None-Match`, or since the request came, and after so many seconds at most.
         *
         *     Role: **viewer** or more.
         */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/imports/{import_id}/parts/{part}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Send a part of the file
         * @description The bytes of the file, 524,288 in each part but the last, in any order; numbered from 1. Any media type. With `Content-Digest: sha-256=:...:` (RFC 9530) the bytes are checked. Sent again with the same bytes it makes no difference; with others it is 409.
         *
         *     Role: **editor** or more.
         */
        put: operations["putImportPart"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/imports/{import_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at the file
         * @description How it is read (format, encoding, delimiter, header), its columns with what each is probably for, and its first 20 rows as customers. Needs the first part only.
         *
         *     Role: **editor** or more.
         */
        post: operations["previewImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/imports/{import_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an import
         * @description Reads the file and does its rows, eight at once. With `dry_run: true` it goes the whole way and writes no customer; a later start decides again. A row is a customer, validated as a creation; one bad row fails itself. Not atomic over rows: each row is. Whatever is repeated, cut or killed, no row is done twice. 409 names parts that are missing.
         *
         *     Role: **editor** or more.
         */
        post: operations["startImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/imports/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of the rows
         * @description Of the last start, in the order of the file, as far as it is done.
         *
         *     Role: **viewer** or more.
         */
        get: operations["listImportRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/imports/{import_id}/failed.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows that failed, as a file
         * @description The columns, the delimiter and the encoding of the file, and two columns more: `_line` and `_problem`, which an import leaves aside. NDJSON comes back as NDJSON with these two keys, vCards as vCard 4.0 with `X-CRM-LINE` and `X-CRM-PROBLEM`. Mend it and send it as a new import. A long file comes in parts, by `Link`; the first one has the header.
         *
         *     Role: **editor** or more.
         */
        get: operations["getFailedRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/imports/{import_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an import
         * @description Rows that are done stay, and can be undone. The group of 200 rows at work is done to its end.
         *
         *     Role: **editor** or more.
         */
        post: operations["cancelImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/imports/{import_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume an import
         * @description Goes on at the last check-point, where an import is `stalled` or could not be put into the queue. Harmless otherwise.
         *
         *     Role: **editor** or more.
         */
        post: operations["resumeImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/imports/{import_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo an import
         * @description For 90 days after its end. Customers that it created and nobody has changed since go to the trash. Of those that it changed, each field that still is as the import left it goes back; in a list the elements that came leave. What was changed since stays, and each row says what. Safe to repeat.
         *
         *     Role: **editor** or more.
         */
        post: operations["undoImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/batches/{request_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a batch
         * @description Takes back what one `POST /batch` has done, by the request id of its answer (`batch` in a history), as an undo of an import does; deletions are restored. Safe to repeat, and to be repeated where `is_complete` is false.
         *
         *     Role: **editor** or more.
         */
        post: operations["undoBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deleted customers
         * @description Newest first. Each can be restored until it expires.
         *
         *     Role: **viewer** or more.
         */
        get: operations["listDeletedCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers whom nobody has changed since a date
         * @description The oldest first: whom you may not need any more. To erase one, delete it with `erase=true`.
         *
         *     Role: **admin** or more.
         */
        get: operations["listUntouchedCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/by/email/{value}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the customer with an e-mail address
         * @description As the customer by its id; 409 `ambiguous_key` names those who have the key where they are several.
         *
         *     Role: **viewer** or more.
         */
        get: operations["getCustomerByEmail"];
        /**
         * Change or create the customer with an e-mail address
         * @description Changes the customer who has the key, as `PUT` of the customer does; where nobody has it, creates one, and then `name` is required. However many do so at once, one customer is created. An address or a number is put into the `contacts` of a new customer whose body has none; contacts without it are 422. `If-None-Match: *` only creates, `If-Match` only changes: else 412. Where several have the key, 409 `ambiguous_key` names them.
         *
         *     Role: **editor** or more.
         */
        put: operations["upsertCustomerByEmail"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/by/phone/{value}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the customer with a phone number
         * @description As the customer by its id; 409 `ambiguous_key` names those who have the key where they are several.
         *
         *     Role: **viewer** or more.
         */
        get: operations["getCustomerByPhone"];
        /**
         * Change or create the customer with a phone number
         * @description Changes the customer who has the key, as `PUT` of the customer does; where nobody has it, creates one, and then `name` is required. However many do so at once, one customer is created. An address or a number is put into the `contacts` of a new customer whose body has none; contacts without it are 422. `If-None-Match: *` only creates, `If-Match` only changes: else 412. Where several have the key, 409 `ambiguous_key` names them.
         *
         *     Role: **editor** or more.
         */
        put: operations["upsertCustomerByPhone"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/by/external/{system}/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the customer that another system calls so
         * @description As the customer by its id.
         *
         *     Role: **viewer** or more.
         */
        get: operations["getCustomerByExternalKey"];
        /**
         * Change or create the customer that another system calls so
         * @description Changes the customer who has the key, as `PUT` of the customer does; where nobody has it, creates one with it, and then `name` is required. However many do so at once, one customer is created. `If-None-Match: *` only creates, `If-Match` only changes: else 412. A key of a customer in the trash is taken over.
         *
         *     Role: **editor** or more.
         */
        put: operations["upsertCustomerByExternalKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a customer
         * @description With `If-None-Match` only if it has changed. The id of a customer that was merged into another one leads to that one.
         *
         *     Role: **viewer** or more.
         */
        get: operations["getCustomer"];
        /**
         * Change a customer
         * @description Partial: an absent field is left as it is, `null` clears an optional one, an array replaces the array; the same inside `location`. What an answer gave can be sent back: only what differs from it is validated, and written. With `If-Match` nothing is changed when somebody else was faster. With `on_duplicate=refuse` a change of name, organization, contacts or location is refused that makes a duplicate.
         *
         *     Role: **editor** or more.
         */
        put: operations["updateCustomer"];
        post?: never;
        /**
         * Delete a customer
         * @description Moves it to the trash, from which it can be restored. With `erase=true` (role **admin**) the customer, its trash entry and its whole history are removed for good, and nobody sees any of it from the first moment on; what was merged into it goes along. Send it again after a 503: it goes on where it was cut off.
         *
         *     Role: **editor** or more.
         */
        delete: operations["deleteCustomer"];
        options?: never;
        head?: never;
        /**
         * Change a customer or a part of it
         * @description As `application/json` or `application/merge-patch+json` the same as `PUT`. As `application/json-patch+json` (RFC 6902) it changes single places, so that one note can be mended or removed without the others: `test` makes sure that the place is what it was, and 409 `conflict` says which operation does not fit. The patch is applied to the customer as it is answered.
         *
         *     Role: **editor** or more.
         */
        patch: operations["patchCustomer"];
        trace?: never;
    };
    "/crm/customers/{customer_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a deleted customer back
         * @description With its history, as it was.
         *
         *     Role: **editor** or more.
         */
        post: operations["restoreCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go back to an earlier version
         * @description Makes the state of that version the newest one; the history keeps all of it.
         *
         *     Role: **editor** or more.
         */
        post: operations["revertCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge customers into one
         * @description The others go to the trash, and their ids lead to this customer from then on. Of each field this customer keeps its own value; where it has none, it gets that of the one which was changed last. Lists are united: a contact, a note, an item that both have is taken once, as this customer has it. `choose` says otherwise. With `dry_run` nothing is written, and the answer tells what would be made, and every value that would be lost. All of it is one commit. `unmerge` takes it back while the others are in the trash.
         *
         *     Role: **editor** or more.
         */
        post: operations["mergeCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a merge
         * @description The others come back with their ids and histories, as they were; `only` takes back some of them. What this customer got of them leaves it, unless it was changed since: that stays, and is listed in `kept`. What was added since stays. With `dry_run` nothing is written. When their time in the trash is over it is 409 `merge_expired`.
         *
         *     Role: **editor** or more.
         */
        post: operations["unmergeCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what, when
         * @description Newest first; of a customer in the trash too. `by` is `external` for another program.
         *
         *     Role: **viewer** or more.
         */
        get: operations["listCustomerVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/history/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The customer as of a version
         * @description The whole state that this version left.
         *
         *     Role: **viewer** or more.
         */
        get: operations["getCustomerVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a note
         * @description Appends one element: however many do so at once, all of them land. Sent again with the same `Idempotency-Key`, it is not appended twice.
         *
         *     Role: **editor** or more.
         */
        post: operations["addNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a contact
         * @description Appends one element: however many do so at once, all of them land. Sent again with the same `Idempotency-Key`, it is not appended twice.
         *
         *     Role: **editor** or more.
         */
        post: operations["addContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/owned_items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add an owned item
         * @description Appends one element: however many do so at once, all of them land. Sent again with the same `Idempotency-Key`, it is not appended twice.
         *
         *     Role: **editor** or more.
         */
        post: operations["addOwnedItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/tags/{tag}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Add a tag
         * @description Safe to repeat: where it is so already, nothing is written.
         *
         *     Role: **editor** or more.
         */
        put: operations["addTag"];
        post?: never;
        /**
         * Remove a tag
         * @description Safe to repeat: where it is so already, nothing is written.
         *
         *     Role: **editor** or more.
         */
        delete: operations["removeTag"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/linked_user_ids/{uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Link a user
         * @description Safe to repeat: where it is so already, nothing is written.
         *
         *     Role: **editor** or more.
         */
        put: operations["linkUser"];
        post?: never;
        /**
         * Unlink a user
         * @description Safe to repeat: where it is so already, nothing is written.
         *
         *     Role: **editor** or more.
         */
        delete: operations["unlinkUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What other systems call a customer
         * @description Under the `ETag` of the customer, which changes with them.
         *
         *     Role: **viewer** or more.
         */
        get: operations["listCustomerKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/keys/{system}/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a customer an external key
         * @description In the history as `keys_changed`. A key names one customer only: 409 `conflict` says who has it. One of a customer in the trash is taken over. Where the customer has it already, nothing is written.
         *
         *     Role: **editor** or more.
         */
        put: operations["addCustomerKey"];
        post?: never;
        /**
         * Take an external key from a customer
         * @description In the history as `keys_changed`. Where the customer does not have it, nothing is written.
         *
         *     Role: **editor** or more.
         */
        delete: operations["removeCustomerKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/{customer_id}/subject-access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell everything that is held of a person
         * @description For somebody who asks what you hold of them (GDPR, articles 15 and 20): the customer, live or in the trash, every version with who changed what, the same of all that was merged into it, keys, and what other programs have stored, all as of one moment. Of anybody else there is nothing in it. JSON, whose `customer` another system can take over, or a page to read and print. A part has 4 MB at most, as a page 1 MB of that; the others follow at `next_cursor` within an hour. Then, and where something of it has been erased since, it is 410 `changes_expired`. The log says who has asked for whom. An id that was merged into another one leads there.
         *
         *     Role: **admin** or more.
         */
        get: operations["accessSubject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/by/email/{value}/subject-access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is held of all with an e-mail address
         * @description As for one customer, of all who have it: live ones, those in the trash, and those into whom somebody was merged who had it. They are one after another in `subjects`, and a part may end in the middle of one. More than 200 are 422.
         *
         *     Role: **admin** or more.
         */
        get: operations["accessSubjectsByEmail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/crm/customers/by/phone/{value}/subject-access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is held of all with a phone number
         * @description As for one customer, of all who have it: live ones, those in the trash, and those into whom somebody was merged who had it. They are one after another in `subjects`, and a part may end in the middle of one. More than 200 are 422.
         *
         *     Role: **admin** or more.
         */
        get: operations["accessSubjectsByPhone"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description The contract, for tools. An operator can turn it off together with the page (`CRM_DOCS`): then it is 404.
         */
        get: operations["getOpenApiDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The page that shows this document
         * @description The contract, for people: read it and send real requests.
         */
        get: operations["getDocsPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of that page
         * @description Scripts, styles and the icon; nothing is loaded from anywhere else. The page asks for each under a name with the hash of its content (`page.HASH.js`), which a browser may keep for a year.
         */
        get: operations["getDocsFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description One operation of a batch. */
        BatchOperation: {
            /** @constant */
            method: "create";
            body: components["schemas"]["CustomerCreate"];
            /**
             * @default allow
             * @enum {string}
             */
            on_duplicate?: "allow" | "refuse";
            /**
             * @default certain
             * @enum {string}
             */
            duplicate_level?: "certain" | "probable";
        } | {
            /** @constant */
            method: "update";
            /** @description The id of the customer; either this or `by`. */
            id?: string;
            by?: components["schemas"]["CustomerBy"];
            /**
             * @description As the header `If-Match`: only if the customer still has this `ETag`.
             * @default null
             */
            if_match?: string | null;
            body: components["schemas"]["CustomerUpdate"];
            /**
             * @default allow
             * @enum {string}
             */
            on_duplicate?: "allow" | "refuse";
            /**
             * @default certain
             * @enum {string}
             */
            duplicate_level?: "certain" | "probable";
        } | {
            /** @constant */
            method: "upsert";
            by: components["schemas"]["CustomerBy"];
            /**
             * @description As the header `If-Match`: only if the customer still has this `ETag`.
             * @default null
             */
            if_match?: string | null;
            /**
             * @description As the header `If-None-Match`: only if nobody has the key.
             * @constant
             */
            if_none_match?: "*";
            body: components["schemas"]["CustomerUpdate"];
        } | {
            /** @constant */
            method: "append";
            /** @description The id of the customer; either this or `by`. */
            id?: string;
            by?: components["schemas"]["CustomerBy"];
            /**
             * @description As the header `If-Match`: only if the customer still has this `ETag`.
             * @default null
             */
            if_match?: string | null;
            body: components["schemas"]["CustomerAppend"];
            /**
             * @default allow
             * @enum {string}
             */
            on_duplicate?: "allow" | "refuse";
            /**
             * @default certain
             * @enum {string}
             */
            duplicate_level?: "certain" | "probable";
        } | {
            /** @constant */
            method: "delete";
            /** @description The id of the customer; either this or `by`. */
            id?: string;
            by?: components["schemas"]["CustomerBy"];
            /**
             * @description As the header `If-Match`: only if the customer still has this `ETag`.
             * @default null
             */
            if_match?: string | null;
            /**
             * @description Removes the customer for good (role admin); by `id`, and not in an atomic batch.
             * @default false
             */
            erase?: boolean;
        };
        /** @description Operations to do with one request. */
        BatchRequest: {
            operations: components["schemas"]["BatchOperation"][];
            /**
             * @description All operations in one commit, or none. Each customer may be in it once.
             * @default false
             */
            atomic?: boolean;
            /**
             * @description One operation after another, and none behind one that was refused. Of no use with `atomic`.
             * @default false
             */
            stop_on_error?: boolean;
        };
        /** @description What became of each operation. */
        BatchResponse: {
            /** @description In the order of the operations. */
            results: components["schemas"]["BatchResult"][];
            succeeded: number;
            failed: number;
            /** @description Not begun, for want of time or behind a failure: safe to send again. */
            not_tried: number;
        };
        /** @description What became of one operation. */
        BatchResult: {
            /** @description As the operation would have been answered by itself; 503 with `not_tried`, 424 with `not_applied`. */
            status: number;
            /** @description Of the customer. */
            id?: string;
            /** @description The `ETag` that the customer has now; with 412 that of the version that is there. */
            etag?: string;
            /** @description The path of what was created. */
            location?: string;
            /**
             * @description This is the answer to an earlier request with the same `Idempotency-Key`.
             * @constant
             */
            replayed?: true;
            /** @description The customer after it. Left out of a deletion, with `Prefer: return=minimal`, and where all bodies together would be more than 8 MB. */
            body?: components["schemas"]["CustomerInDB"];
            problem?: components["schemas"]["Problem"];
        };
        /** @description What an undo made of each change of a batch. */
        BatchUndoResponse: {
            results: {
                id: string;
                /** @description The version that the batch made. */
                version: number;
                /** @enum {string} */
                outcome: "trashed" | "reverted" | "partly" | "kept" | "gone" | "restored" | "not_tried";
                /** @description The fields that were changed since, and stay. */
                kept: string[];
                /**
                 * @description Why something stays; null where nothing does. `changed_since`: somebody has changed the customer, has deleted and restored it, or has merged another one into it. `merged`: it was merged into another one. `refused`: what it was cannot be stored any more.
                 * @enum {string|null}
                 */
                why: "changed_since" | "merged" | "refused" | null;
            }[];
            /** @description False where there was no time for all: send it again. */
            is_complete: boolean;
        };
        /**
         * @description What a change has done.
         * @enum {string}
         */
        ChangeAction: "create" | "update" | "delete" | "restore" | "revert" | "keys_changed" | "merge" | "merged" | "unmerge" | "erase";
        /** @enum {string} */
        ContactType: "email" | "phone" | "whatsapp" | "other";
        /** @description Elements to add to the lists; all that is there stays. A tag or a uid that is there already adds nothing. */
        CustomerAppend: {
            contacts?: components["schemas"]["CustomerContactInput"][];
            notes?: components["schemas"]["CustomerNoteInput"][];
            tags?: string[];
            owned_items?: components["schemas"]["OwnedItemInput"][];
            /** @description Firebase Auth uids; not verified. */
            linked_user_ids?: string[];
        };
        /** @description A customer by a key, as in the paths below `/by`: 409 `ambiguous_key` where several have it. */
        CustomerBy: {
            /** @enum {string} */
            kind: "email" | "phone";
            value: string;
        } | {
            /** @constant */
            kind: "external";
            system: string;
            value: string;
        };
        /** @description One change of one customer. */
        CustomerChange: {
            /** @description Of the change. An id that is used again after an erasure has such ids again. */
            id: string;
            customer_id: string;
            /** @description The version that it made; null for an erasure. */
            version: number | null;
            action: components["schemas"]["ChangeAction"];
            /** @description The uid of who did it; `external` for another program; null for an erasure. */
            by: string | null;
            by_name: string | null;
            /**
             * Format: date-time
             * @description When the write reached the database, as in the history.
             */
            at: string;
            /**
             * Format: date-time
             * @description When it took effect, to the microsecond: the order of the changes.
             */
            committed_at: string;
            /** @description The JSON Pointers of the fields that an edit has changed; null where they are not known, and for what is no edit. */
            changed: string[] | null;
            /** @description The customer afterwards; null for `delete`, `merged` and `erase`, and with `include=ids`. */
            state: components["schemas"]["CustomerState"] | null;
            /** @description Of a `merged`: the id of the customer that it is a part of now. */
            merged_into?: string;
        };
        /** @description Changes in the order of their commits. */
        CustomerChangesResponse: {
            changes: components["schemas"]["CustomerChange"][];
            /** @description The token from which to go on: keep it when the page is done. */
            next: string;
            /** @description Whether to ask again at once. A page may be empty where there is more. */
            has_more: boolean;
        };
        /** @description A way to reach a customer. */
        CustomerContact: {
            type: components["schemas"]["ContactType"];
            /** @description Whose or which, such as "personal" or "church". */
            label: string;
            value: string;
            primary: boolean;
        };
        /** @description A way to reach a customer. */
        CustomerContactInput: {
            type: components["schemas"]["ContactType"];
            /** @description Whose or which, such as "personal" or "church". */
            label: string;
            value: string;
            /** @default false */
            primary?: boolean;
        };
        /** @description A customer to create: only the name is needed. */
        CustomerCreate: {
            /** @description Of an answer that is sent back: ignored. */
            id?: unknown;
            /** @description Of an answer that is sent back: ignored. */
            created_at?: unknown;
            /** @description Of an answer that is sent back: ignored. */
            updated_at?: unknown;
            /** @description A person or an organization. */
            name: string;
            /**
             * @description Where a person belongs.
             * @default null
             */
            organization?: string | null;
            /** @default [] */
            contacts?: components["schemas"]["CustomerContactInput"][];
            /** @default [] */
            notes?: components["schemas"]["CustomerNoteInput"][];
            /** @default null */
            location?: components["schemas"]["CustomerLocationInput"] | null;
            /**
             * @description The language to write in, such as "el".
             * @default el
             */
            language?: string;
            /** @default [] */
            tags?: string[];
            /** @default [] */
            owned_items?: components["schemas"]["OwnedItemInput"][];
            /**
             * @description Firebase Auth uids; not verified.
             * @default []
             */
            linked_user_ids?: string[];
            /**
             * @description Where the files are.
             * @default null
             */
            nextcloud_folder?: string | null;
        };
        /** @description A customer that may be the same, and why. */
        CustomerDuplicate: {
            customer: components["schemas"]["CustomerInDB"];
            /** @description It is in the trash: restore it rather than enter it again. */
            deleted: boolean;
            /** @description Of one that is deleted: who deleted it, and until when it can be restored. */
            trash: {
                /** Format: date-time */
                deleted_at: string;
                /** @description The uid of who deleted it; `external` for another program. */
                deleted_by: string;
                /** @description The name in their token then, else its e-mail address; null where it is not known. */
                deleted_by_name: string | null;
                /** Format: date-time */
                expires_at: string;
                /** @description The id that it was merged into: that is taken back by `unmerge`, not by `restore`. Left out of what was deleted. */
                merged_into?: string;
            } | null;
            level: components["schemas"]["DuplicateLevel"];
            /** @description 50 where `probable` begins. */
            score: number;
            reasons: components["schemas"]["DuplicateReason"][];
        };
        /** @description A page of a history. */
        CustomerHistoryResponse: {
            history: components["schemas"]["CustomerVersion"][];
            next_cursor: string | null;
        };
        /** @description A customer: every field, always; null where there is nothing. */
        CustomerInDB: {
            id: string;
            /** @description A person or an organization. */
            name: string;
            /** @description Where a person belongs. */
            organization: string | null;
            contacts: components["schemas"]["CustomerContact"][];
            notes: components["schemas"]["CustomerNote"][];
            location: components["schemas"]["CustomerLocation"] | null;
            /** @description The language to write in, such as "el". */
            language: string;
            tags: string[];
            owned_items: components["schemas"]["OwnedItem"][];
            /** @description Firebase Auth uids; not verified. */
            linked_user_ids: string[];
            /** @description Where the files are. */
            nextcloud_folder: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description The external keys of a customer, by system and key. */
        CustomerKeysResponse: {
            keys: components["schemas"]["ExternalKey"][];
        };
        /** @description A page of customers. */
        CustomerListResponse: {
            customers: components["schemas"]["CustomerInDB"][];
            /** @description How many match, whatever the page. Later pages have that of the first. */
            total: number;
            /** @description Whether `total` is exact, as without a search; else it is an upper bound, where 1001 stands for more than a thousand. False also while not every customer is indexed. */
            total_is_exact: boolean;
            /** @description The `ETag` of each of `customers`, in the same order: for an edit of a row on condition. */
            etags: string[];
            /** @description Whether nobody was found as it was typed, and these are found by other cases, abbreviations or nicknames. */
            relaxed: boolean;
            /** @description For the next page; null on the last. */
            next_cursor: string | null;
        };
        /** @description Where the customer is. */
        CustomerLocation: {
            city: string | null;
            country: string | null;
            region: string | null;
        };
        /** @description Where the customer is. */
        CustomerLocationInput: {
            /** @default null */
            city?: string | null;
            /** @default null */
            country?: string | null;
            /** @default null */
            region?: string | null;
        };
        /** @description A note: who wrote it, and when. */
        CustomerNote: {
            text: string;
            by: string;
            /** @description ISO 8601. One without a zone is taken as UTC, one with an offset is turned into UTC: `2026-01-01T10:00` becomes `2026-01-01T10:00:00Z`, `2026-01-01T10:00+02:00` becomes `2026-01-01T08:00:00Z`. */
            at: string;
        };
        /** @description A note as it is sent: the server fills in who and when where they are left out. */
        CustomerNoteInput: {
            text: string;
            by?: string;
            /** @description ISO 8601. One without a zone is taken as UTC, one with an offset is turned into UTC: `2026-01-01T10:00` becomes `2026-01-01T10:00:00Z`, `2026-01-01T10:00+02:00` becomes `2026-01-01T08:00:00Z`. */
            at?: string;
        };
        /** @description The parameters of a list as a body. */
        CustomerSearch: {
            search?: string;
            tag?: string | string[];
            language?: string;
            country?: string;
            city?: string;
            region?: string;
            linked_user_id?: string;
            device_id?: string;
            product_id?: string;
            serial_number?: string;
            email?: string;
            phone?: string;
            /** @description ISO 8601. One without a zone is taken as UTC, one with an offset is turned into UTC: `2026-01-01T10:00` becomes `2026-01-01T10:00:00Z`, `2026-01-01T10:00+02:00` becomes `2026-01-01T08:00:00Z`. */
            updated_since?: string;
            /** @enum {string} */
            sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "relevance";
            cursor?: string;
            /** @default 1000 */
            limit?: number;
        };
        /** @description A customer as a version left it; its id stands beside it. */
        CustomerState: {
            /** @description A person or an organization. */
            name: string;
            /** @description Where a person belongs. */
            organization: string | null;
            contacts: components["schemas"]["CustomerContact"][];
            notes: components["schemas"]["CustomerNote"][];
            location: components["schemas"]["CustomerLocation"] | null;
            /** @description The language to write in, such as "el". */
            language: string;
            tags: string[];
            owned_items: components["schemas"]["OwnedItem"][];
            /** @description Firebase Auth uids; not verified. */
            linked_user_ids: string[];
            /** @description Where the files are. */
            nextcloud_folder: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description The fields to change; those that are absent stay as they are. */
        CustomerUpdate: {
            /** @description Of an answer that is sent back: ignored. */
            id?: unknown;
            /** @description Of an answer that is sent back: ignored. */
            created_at?: unknown;
            /** @description Of an answer that is sent back: ignored. */
            updated_at?: unknown;
            /** @description A person or an organization. */
            name?: string;
            /** @description Where a person belongs. */
            organization?: string | null;
            contacts?: components["schemas"]["CustomerContactInput"][];
            notes?: components["schemas"]["CustomerNoteInput"][];
            location?: {
                city?: string | null;
                country?: string | null;
                region?: string | null;
            } | null;
            /** @description The language to write in, such as "el". */
            language?: string;
            tags?: string[];
            owned_items?: components["schemas"]["OwnedItemInput"][];
            /** @description Firebase Auth uids; not verified. */
            linked_user_ids?: string[];
            /** @description Where the files are. */
            nextcloud_folder?: string | null;
        };
        /** @description One version: who did what, when, and what it changed. */
        CustomerVersion: {
            version: number;
            action: components["schemas"]["HistoryAction"];
            /** Format: date-time */
            at: string;
            /** @description The uid of who did it; `external` for another program. */
            by: string;
            /** @description The name in their token then, else its e-mail address; null where it is not known. */
            by_name: string | null;
            /** @description The request id of the batch that it was done in; left out where it was done by itself. */
            batch?: string;
            /** @description The import, and the row of the file, that it was a part of; left out elsewhere. */
            import?: {
                id: string;
                row: number;
            };
            /** @description Of an undo of a batch or of an import: the version that it takes back. */
            undoes?: number;
            /** @description The external keys that it gave or took; left out where it changed none. */
            keys?: {
                added: {
                    system: string;
                    key: string;
                }[];
                removed: {
                    system: string;
                    key: string;
                }[];
            };
            /** @description Of a `merge`: what was merged into this one, each as the version that it got by it. */
            merged_from?: {
                id: string;
                version: number;
            }[];
            /** @description Of a `merged`: the one that it was merged into. Of its `unmerge`: the one that it was taken back from. */
            merged_into?: string;
            /** @description Of a `merged` and an `unmerge`: the version of the `merge`, in the history of the one that was merged into. */
            merge_version?: number;
            /** @description Of an `unmerge`: what was taken back, each as the version that it got by it. */
            restored?: {
                id: string;
                version: number;
            }[];
            /** @description The elements of a list are known by their content: for one that left, `to` is null at its old place; for one that came, `from` is null at its new place; one that moved did both. */
            changes: {
                pointer: string;
                from: unknown;
                to: unknown;
            }[];
        };
        /** @description What is known of a customer: any part of `CustomerCreate`, at least a name, an organization or a contact. */
        DuplicateCheck: {
            /** @description Of an answer that is sent back: ignored. */
            id?: unknown;
            /** @description Of an answer that is sent back: ignored. */
            created_at?: unknown;
            /** @description Of an answer that is sent back: ignored. */
            updated_at?: unknown;
            /** @description A person or an organization. */
            name?: string;
            /** @description Where a person belongs. */
            organization?: string | null;
            contacts?: components["schemas"]["CustomerContactInput"][];
            notes?: components["schemas"]["CustomerNoteInput"][];
            location?: components["schemas"]["CustomerLocationInput"] | null;
            /** @description The language to write in, such as "el". */
            language?: string;
            tags?: string[];
            owned_items?: components["schemas"]["OwnedItemInput"][];
            /** @description Firebase Auth uids; not verified. */
            linked_user_ids?: string[];
            /** @description Where the files are. */
            nextcloud_folder?: string | null;
            /** @description A customer that is not meant: the one that is being edited. */
            exclude_id?: string;
        };
        /**
         * @description `certain`: a name that agrees and a number or an address of their own in common. `probable`: to be shown to somebody. `possible`: perhaps.
         * @enum {string}
         */
        DuplicateLevel: "certain" | "probable" | "possible";
        /** @description Two customers that are probably one. */
        DuplicatePair: {
            a: components["schemas"]["CustomerInDB"];
            b: components["schemas"]["CustomerInDB"];
            /** @description The `ETag` of `a` and of `b`. */
            etags: string[];
            level: components["schemas"]["DuplicateLevel"];
            /** @description 50 where `probable` begins. */
            score: number;
            reasons: components["schemas"]["DuplicateReason"][];
            /** Format: date-time */
            found_at: string;
            /** @description Who has said that they are two, and when. */
            dismissed: {
                by: string;
                by_name: string | null;
                /** Format: date-time */
                at: string;
            } | null;
        };
        /** @description A page of pairs, the surest first. */
        DuplicatePairsResponse: {
            pairs: components["schemas"]["DuplicatePair"][];
            /** @description How many there are, whatever the page. Pairs of which a customer has just been deleted may be among them. */
            total: number;
            /** @description For the next page; null on the last. */
            next_cursor: string | null;
        };
        /** @description Why two customers may be one, and where (RFC 6901). */
        DuplicateReason: {
            /**
             * @description `but_...`: what speaks against it.
             * @enum {string}
             */
            kind: "phone" | "phone_similar" | "email" | "email_similar" | "name" | "name_similar" | "organization" | "city" | "region" | "but_name_differs" | "but_phone_differs" | "but_city_differs";
            /** @description In what was sent; of a pair in `a`. */
            pointer: string;
            /** @description In `customer`; of a pair in `b`. */
            theirs_pointer: string;
        };
        /** @description The customers that may be the same. */
        DuplicatesResponse: {
            /** @description The likeliest first, ten at most. */
            duplicates: components["schemas"]["CustomerDuplicate"][];
            /** @description False where there were more candidates than a check reads: there may be others. */
            is_complete: boolean;
            /** @description How many candidates were compared. */
            checked: number;
        };
        /** @description Who still has what an erased customer was merged into. */
        ErasedPart: {
            /** @description The id of the customer that it was merged into, which has kept what it got. */
            still_held_by: string;
        };
        /** @description What another system calls a customer. */
        ExternalKey: {
            system: string;
            key: string;
        };
        /** @description One fault of a request. */
        Fault: {
            /** @description Where in the body: a JSON Pointer (RFC 6901). */
            pointer?: string;
            /** @description Or the name of the parameter. */
            parameter?: string;
            /**
             * @description What is wrong, for a program.
             * @example required
             */
            code: string;
            /** @description What is wrong, in one sentence, in the language of `Content-Language`. */
            message: string;
        };
        /** @description A place that has been changed since your version. */
        ForeignChange: {
            /** @description Of a merge: the customer that was changed. */
            id?: string;
            /** @description Where (RFC 6901): an element of a list that left at its old place, one that came or was changed at its new place. */
            pointer: string;
            /** @description The uid of who changed it last; `external` for another program. */
            by: string;
            /** @description The name in their token then, else its e-mail address; null where it is not known. */
            by_name: string | null;
            /** @description Whether that was you. */
            by_self: boolean;
            /** Format: date-time */
            at: string;
            /** @description What was there in your version; null for nothing. Left out with `to` where one is over 1,000 characters. */
            from?: unknown;
            /** @description What is there now; null for nothing. */
            to?: unknown;
        };
        /** @description All that is held of one customer. A later part leaves out what an earlier one has told, and goes on with `history`. */
        HeldRecord: {
            id: string;
            /** @description Live, or as it is in the trash; null where only a history is left. */
            customer?: components["schemas"]["CustomerInDB"] | null;
            /** @description Who deleted it and until when it is kept; null where it is not in the trash. */
            in_trash?: {
                /** Format: date-time */
                deleted_at: string;
                /** @description The uid of who deleted it; `external` for another program. */
                deleted_by: string;
                /** @description The name in their token then, else its e-mail address; null where it is not known. */
                deleted_by_name: string | null;
                /** Format: date-time */
                expires_at: string;
                /** @description The document in the trash, where there is a live one of the same id too; else null. */
                as_stored: {
                    [key: string]: unknown;
                } | null;
            } | null;
            /** @description The id that it was merged into; null where it was not. */
            merged_into?: string | null;
            /** @description Each field of the document that is stored otherwise than it is shown, as another program has left it. What JSON cannot say is in a map with one key: `$integer`, `$double`, `$time`, `$bytes`, `$reference`, `$place`, `$map`, `$stored`. */
            as_stored?: {
                [key: string]: unknown;
            };
            /** @description What other systems call it. */
            keys?: {
                system: string;
                key: string;
            }[];
            /** @description Addresses and numbers that it was created for, each as a digest. */
            claims?: {
                kind: string;
                digest: string;
            }[];
            /** @description That it may be the same as another one, and why. Who that is concerns somebody else. */
            duplicates?: {
                level: string;
                score: number;
                found_at: string;
                reasons: {
                    kind: string;
                    pointer: string;
                }[];
                /** @description Who has said that they are two, and when. */
                dismissed: {
                    by: string;
                    by_name: string | null;
                    at: string;
                } | null;
            }[];
            /** @description Requests that are known by their `Idempotency-Key` and name it: of each a digest. */
            idempotency_keys?: {
                digest: string;
                version: number | null;
                /** Format: date-time */
                used_at: string;
            }[];
            /** @description The newest first. */
            history: components["schemas"]["HeldVersion"][];
        };
        /** @description One version of what is held. What a batch, a merge or another program has noted in it stands beside, in the form of `as_stored`. */
        HeldVersion: {
            version: number;
            action: components["schemas"]["HistoryAction"];
            /** Format: date-time */
            at: string;
            /** @description The uid of who did it; `external` for another program. */
            by: string;
            by_name: string | null;
            /** @description The `updated_at` that the record had then. */
            updated_at: string | null;
            /** @description What this version replaced and no other shows, as it was stored; see `as_stored`. */
            replaced?: {
                [key: string]: unknown;
            };
            /** @description As `changes` in the history. */
            changed: {
                pointer: string;
                from: unknown;
                to: unknown;
            }[];
            /** @description With `include=state`: the whole customer after it. */
            state?: {
                /** @description A person or an organization. */
                name: string;
                /** @description Where a person belongs. */
                organization: string | null;
                contacts: components["schemas"]["CustomerContact"][];
                notes: components["schemas"]["CustomerNote"][];
                location: components["schemas"]["CustomerLocation"] | null;
                /** @description The language to write in, such as "el". */
                language: string;
                tags: string[];
                owned_items: components["schemas"]["OwnedItem"][];
                /** @description Firebase Auth uids; not verified. */
                linked_user_ids: string[];
                /** @description Where the files are. */
                nextcloud_folder: string | null;
                /** Format: date-time */
                created_at: string;
                /** Format: date-time */
                updated_at: string;
            };
        } & {
            [key: string]: unknown;
        };
        /**
         * @description What made a version.
         * @enum {string}
         */
        HistoryAction: "create" | "update" | "delete" | "restore" | "revert" | "keys_changed" | "merge" | "merged" | "unmerge";
        /** @description An import: what it is told to do, and how far it is. */
        Import: {
            id: string;
            filename: string;
            /** @description `auto` until the file has been looked at. */
            format: string;
            encoding: string | null;
            delimiter: string | null;
            size: number;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            created_by_name: string | null;
            state: components["schemas"]["ImportState"];
            /** @description Whether nothing has gone on for five minutes: `POST .../resume` goes on at the last check-point. */
            stalled: boolean;
            /** @description Whether the last start was a dry run; null before. */
            dry_run: boolean | null;
            options: components["schemas"]["ImportOptions"] | null;
            /** @description How many rows the file has; null until it has been read. */
            rows: number | null;
            /** @description The rows that are done, of the last start or of its undo. */
            done: number;
            created: number;
            updated: number;
            unchanged: number;
            skipped: number;
            failed: number;
            /** @description Of a dry run: rows that repeat an earlier one. */
            duplicates_in_file: number;
            /** @description Of a dry run: rows that would be created and are probably there already. */
            probable_duplicates: number;
            /** @description How many rows the undo made what of; null where there was none. */
            undo: {
                trashed: number;
                reverted: number;
                partly: number;
                kept: number;
                gone: number;
            } | null;
            /** @description Of the first rows that failed, 20 at most. */
            first_problems: {
                row: number;
                line: number;
                /** @description The name of the column; null where it is about the row. */
                column: string | null;
                /** @description The field of the customer, as a JSON Pointer. */
                pointer: string;
                code: string;
                message: string;
            }[];
            rows_per_second: number | null;
            /** @description How long it will still take at that pace. */
            eta_seconds: number | null;
            /** @description Why the file could not be imported; null where it could. */
            problem: {
                code: string;
                line: number | null;
                detail: string;
            } | null;
            /** Format: date-time */
            started_at: string | null;
            started_by: string | null;
            /** Format: date-time */
            ended_at: string | null;
            /** Format: date-time */
            can_undo_until: string | null;
        };
        /** @description A new import, and how its file is sent. */
        ImportCreated: {
            import: components["schemas"]["Import"];
            /** @description The bytes of each part but the last. */
            part_bytes: number;
        };
        /** @description Which column feeds which field; null: none. */
        ImportMapping: {
            [key: string]: (("name" | "organization" | "contacts" | "notes" | "location" | "location.city" | "location.region" | "location.country" | "language" | "tags" | "owned_items" | "linked_user_ids" | "nextcloud_folder" | "json" | "id" | "external") | {
                /** @enum {string} */
                field: "name" | "organization" | "contacts" | "notes" | "location" | "location.city" | "location.region" | "location.country" | "language" | "tags" | "owned_items" | "linked_user_ids" | "nextcloud_folder" | "json" | "id" | "external";
                /** @description Of a contact; `other` where it is left out. */
                type?: components["schemas"]["ContactType"];
                /** @description Of a contact; of a note, what stands before the text. */
                label?: string;
                /** @description Between several values of a cell. */
                split?: string;
                /** @description Between the texts of several columns; a space for a name, a line break for notes. */
                join?: string;
                /**
                 * @description Which part of a name: it counts where no whole name is given; `label`: the label of the contact or of the line of a note in the column `of`.
                 * @enum {string}
                 */
                part?: "prefix" | "given" | "middle" | "family" | "suffix" | "legal" | "label";
                /** @description With `part: label`: the column that it labels. */
                of?: string;
                /** @description With `external`: whose key it is. */
                system?: string;
            }) | null;
        };
        /** @description What is done with each row. */
        ImportOptions: {
            /**
             * @description What is done with a row whose customer is there already, as `match_on` finds them.
             * @enum {string}
             */
            on_duplicate: "create" | "skip" | "update" | "fail";
            /** @description What makes a row and a customer the same: one of these is enough. */
            match_on: (("email" | "phone") | string)[];
            /**
             * @description `fill_empty` changes and removes nothing: empty fields get a value, lists the elements that they lack. With `overwrite` what the row has replaces what is there.
             * @enum {string}
             */
            update: "fill_empty" | "overwrite";
            /**
             * @description Whether an empty cell clears the field of a customer that is overwritten.
             * @enum {string}
             */
            empty_cells: "ignore" | "clear";
            /** @description A tag that every customer of the file gets. */
            tag?: string;
            /** @description The import ends when so many rows have failed. */
            stop_after_failures: number | null;
            /** @description Whether a dry run looks for customers that are probably the same, at 50 reads a row at most. */
            report_probable: boolean;
        };
        /** @description What is done with each row. */
        ImportOptionsInput: {
            /**
             * @description What is done with a row whose customer is there already, as `match_on` finds them.
             * @default create
             * @enum {string}
             */
            on_duplicate?: "create" | "skip" | "update" | "fail";
            /**
             * @description What makes a row and a customer the same: one of these is enough.
             * @default [
             *       "email",
             *       "phone"
             *     ]
             */
            match_on?: (("email" | "phone") | string)[];
            /**
             * @description `fill_empty` changes and removes nothing: empty fields get a value, lists the elements that they lack. With `overwrite` what the row has replaces what is there.
             * @default fill_empty
             * @enum {string}
             */
            update?: "fill_empty" | "overwrite";
            /**
             * @description Whether an empty cell clears the field of a customer that is overwritten.
             * @default ignore
             * @enum {string}
             */
            empty_cells?: "ignore" | "clear";
            /** @description A tag that every customer of the file gets. */
            tag?: string;
            /**
             * @description The import ends when so many rows have failed.
             * @default null
             */
            stop_after_failures?: number | null;
            /**
             * @description Whether a dry run looks for customers that are probably the same, at 50 reads a row at most.
             * @default true
             */
            report_probable?: boolean;
        };
        /** @description How a file is read, and its first 20 rows. */
        ImportPreview: {
            format: string;
            encoding: string;
            delimiter: string | null;
            has_header: boolean | null;
            columns: {
                name: string;
                samples: string[];
                /** @description What it is mapped to, as a `mapping` has it; null for nothing. */
                suggested: unknown;
                confidence: number;
            }[];
            /** @description As sent, or as suggested. */
            mapping: {
                [key: string]: unknown;
            };
            rows: {
                row: number;
                line: number;
                /** @description The fields that the row gives to a customer; null where it cannot be read. */
                customer: {
                    [key: string]: unknown;
                } | null;
                external: {
                    system: string;
                    key: string;
                } | null;
                problems: components["schemas"]["ImportRowProblem"][];
            }[];
        };
        /** @description How the columns are mapped; as suggested, if left out. */
        ImportPreviewRequest: {
            mapping?: components["schemas"]["ImportMapping"];
        };
        /** @description A file that is to be imported. */
        ImportRequest: {
            filename: string;
            /**
             * @default auto
             * @enum {string}
             */
            format?: "csv" | "tsv" | "ndjson" | "vcard" | "auto";
            /** @description The bytes of the file: 64 MB at most. */
            size: number;
        };
        /** @description A row of the file, and what became of it. */
        ImportRow: {
            /** @description The number of the row, from 1 on, without the header. */
            row: number;
            /** @description The line of the file in which it begins; 0 where the file is kept no more. */
            line: number;
            /**
             * @description Of a dry run: what would become of it.
             * @enum {string}
             */
            outcome: "created" | "updated" | "unchanged" | "skipped" | "failed";
            customer_id: string | null;
            /** @description The version that it made; null where it made none. */
            version: number | null;
            problems: components["schemas"]["ImportRowProblem"][];
            /** @description Of a dry run: an earlier row of the file with the same address, number or external key. */
            same_as_row: number | null;
            /** @description Who is there already, three at most. */
            duplicates: {
                id: string;
                /**
                 * @description `exact` for one with the same address, number or external key.
                 * @enum {string}
                 */
                level: "exact" | "certain" | "probable";
            }[];
            /** @description What an undo made of it; null where there was none. */
            undo: {
                /** @enum {string} */
                outcome: "trashed" | "reverted" | "partly" | "kept" | "gone";
                /** @description The fields that were changed since, and stay. */
                kept: string[];
                /**
                 * @description Why something stays; null where nothing does. `changed_since`: somebody has changed the customer, has deleted and restored it, or has merged another one into it. `merged`: it was merged into another one. `refused`: what it was cannot be stored any more.
                 * @enum {string|null}
                 */
                why: "changed_since" | "merged" | "refused" | null;
            } | null;
        };
        /** @description A fault of a row. */
        ImportRowProblem: {
            /** @description The name of the column; null where it is about the row. */
            column: string | null;
            /** @description The field of the customer, as a JSON Pointer. */
            pointer: string;
            code: string;
            message: string;
        };
        /** @description A page of the rows of an import. */
        ImportRowsResponse: {
            rows: components["schemas"]["ImportRow"][];
            next_cursor: string | null;
        };
        /** @description How the file is imported. */
        ImportStart: {
            mapping: components["schemas"]["ImportMapping"];
            /** @default {} */
            options?: components["schemas"]["ImportOptionsInput"];
            /** @default false */
            dry_run?: boolean;
        };
        /**
         * @description `receiving` parts, `reading` the file, `checking` each row without writing, `checked`, `importing`, `done`; `failed` for a file that cannot be read, `stopped` after too many failures, `cancelled`; `undoing`, `undone`.
         * @enum {string}
         */
        ImportState: "receiving" | "reading" | "checking" | "checked" | "importing" | "done" | "failed" | "stopped" | "cancelled" | "undoing" | "undone";
        /** @description A page of imports, the newest first. */
        ImportsResponse: {
            imports: components["schemas"]["Import"][];
            next_cursor: string | null;
        };
        /** @description A JSON Patch (RFC 6902): all operations take effect, or none. */
        JsonPatch: {
            /** @enum {string} */
            op: "add" | "remove" | "replace" | "move" | "copy" | "test";
            /** @description A JSON Pointer (RFC 6901) to a place in the customer. */
            path: string;
            /** @description Of `move` and `copy`: where the value is now. */
            from?: string;
            /** @description Of `add`, `replace` and `test`. */
            value?: unknown;
        }[];
        /** @description One that has a key. */
        KeyMatch: {
            id: string;
            name: string;
            /** @description The `ETag` that it has now, for an edit on condition. */
            etag: string;
        };
        /** @description What a merge would make, and what would be lost. */
        MergePreview: {
            /** @description The customer as it would be. */
            result: components["schemas"]["CustomerInDB"];
            /** @description The fields, lists aside, of which they have several values. */
            conflicts: {
                field: string;
                values: {
                    id: string;
                    value: unknown;
                }[];
                /** @description Whose value is taken; null for one that the request brings. */
                chosen: string | null;
            }[];
            /** @description Every value, or element of a list, that would be in no field afterwards. */
            lost: {
                id: string;
                field: string;
                value: unknown;
                /**
                 * @description Another program has stored it, or a part of it, and no answer shows that.
                 * @constant
                 */
                foreign?: true;
            }[];
            /** @description The `ETag` of each customer as it was looked at: send them with the merge. */
            etags: {
                [key: string]: string;
            };
        };
        /** @description Which customers to merge into one, and how. */
        MergeRequest: {
            /** @description The ids of the customers that are merged into this one. */
            from: string[];
            /**
             * @description Fields whose value is not the usual one: the id of the customer that has it, or `{"value": ...}`.
             * @default {}
             */
            choose?: {
                name?: string | {
                    value: unknown;
                };
                organization?: string | {
                    value: unknown;
                };
                contacts?: string | {
                    value: unknown;
                };
                notes?: string | {
                    value: unknown;
                };
                location?: string | {
                    value: unknown;
                };
                language?: string | {
                    value: unknown;
                };
                tags?: string | {
                    value: unknown;
                };
                owned_items?: string | {
                    value: unknown;
                };
                linked_user_ids?: string | {
                    value: unknown;
                };
                nextcloud_folder?: string | {
                    value: unknown;
                };
            };
            /** @description The `ETag` that a customer must still have, by its id. One that is not named may have any. */
            etags?: {
                [key: string]: string;
            };
            /**
             * @description Only tells what would be done; nothing is written.
             * @default false
             */
            dry_run?: boolean;
        };
        /** @description The customer that others were merged into. */
        MergedCustomer: {
            id: string;
            /** @description A person or an organization. */
            name: string;
            /** @description Where a person belongs. */
            organization: string | null;
            contacts: components["schemas"]["CustomerContact"][];
            notes: components["schemas"]["CustomerNote"][];
            location: components["schemas"]["CustomerLocation"] | null;
            /** @description The language to write in, such as "el". */
            language: string;
            tags: string[];
            owned_items: components["schemas"]["OwnedItem"][];
            /** @description Firebase Auth uids; not verified. */
            linked_user_ids: string[];
            /** @description Where the files are. */
            nextcloud_folder: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            merged_from: components["schemas"]["MergedVersion"][];
        };
        /** @description A customer that was merged into another one. */
        MergedVersion: {
            id: string;
            /** @description The version that it got by the merge, in its own history. */
            version: number;
        };
        /** @description An OpenAPI 3.1 document. */
        OpenApiDocument: {
            openapi: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Something that the customer has. A flexible struct: any field may come with any type. */
        OwnedItem: {
            type: components["schemas"]["OwnedItemType"];
            device_id: string | null;
            label: string | null;
            product_id: string | null;
            product_name: string | null;
            quantity: number | null;
            serial_numbers: string[] | null;
            description: string | null;
            serial_number: string | null;
            notes: string | null;
        };
        /** @description Something that the customer has. A flexible struct: any field may come with any type. */
        OwnedItemInput: {
            type: components["schemas"]["OwnedItemType"];
            /** @default null */
            device_id?: string | null;
            /** @default null */
            label?: string | null;
            /** @default null */
            product_id?: string | null;
            /** @default null */
            product_name?: string | null;
            /** @default null */
            quantity?: number | null;
            /** @default null */
            serial_numbers?: string[] | null;
            /** @default null */
            description?: string | null;
            /** @default null */
            serial_number?: string | null;
            /** @default null */
            notes?: string | null;
        };
        /** @enum {string} */
        OwnedItemType: "console_device" | "product" | "freetext";
        /** @description Every error, from every layer (RFC 9457). */
        Problem: {
            /**
             * Format: uri
             * @description `urn:crm:problem:` and the code.
             */
            type: string;
            /** @description What went wrong, in a few words, in the language of `Content-Language`. */
            title: string;
            /** @description The HTTP status. */
            status: number;
            /** @description What is wrong and what to do: may be shown to the user as it is, in the language of `Content-Language`. */
            detail: string;
            code: components["schemas"]["ProblemCode"];
            /** @description As in `X-Request-Id`. */
            request_id: string;
            /** @description With `malformed_json` and `unreadable_file`, where its fault is at one place: the line, from 1. */
            line?: number;
            /** @description With `line`: the character (code point) in that line, from 1. */
            column?: number;
            /** @description With `validation_failed` and `batch_refused`: all the faults, the first 20 of them. With `stored_value_unreadable`: the places. With `conflict`: the operation of a JSON Patch that does not fit, or what cannot be merged. With a 404 of a merge: what is not there. */
            errors?: components["schemas"]["Fault"][];
            /** @description With `unreadable_file`, and with the `conflict` of an import: why, for a program. */
            reason?: string;
            /** @description With the `conflict` of a start: the parts of the file that have not come, the first 20 of them. */
            missing_parts?: number[];
            /** @description With `missing_parts`: how much has come. */
            received_bytes?: number;
            /** @description How many faults there are, when more than 20. */
            errors_total?: number;
            /**
             * @description With `forbidden`: the role needed.
             * @enum {string}
             */
            required_role?: "viewer" | "editor" | "admin";
            /**
             * @description With `rate_limited`: which limit of the two, as `RateLimit` names it.
             * @enum {string}
             */
            limit?: "requests" | "reads";
            /** @description With `batch_refused`: of each operation, in their order, what it was refused for, as in the answer to a batch; `not_applied` for the others. */
            results?: {
                [key: string]: unknown;
            }[];
            /** @description With `ambiguous_key`: those who have the key, the first 10 of them. With `conflict`: who has the external key. */
            matches?: components["schemas"]["KeyMatch"][];
            /** @description With `ambiguous_key`: there are others too. */
            more?: boolean;
            /** @description With `duplicate_found`: who may be the same, as in the answer to a check for duplicates. */
            duplicates?: {
                [key: string]: unknown;
            }[];
            /** @description With `duplicates`: as in that answer. */
            is_complete?: boolean;
            /** @description With `duplicates`: as in that answer. */
            checked?: number;
            /** @description With `duplicate_found`: the parameter with which it is saved all the same. */
            force?: string;
            /** @description With `export_too_large`: in how many parts or so the file can be had. */
            parts?: number;
            /** @description With `export_too_large`: the path of the first of them. */
            first_part?: string;
            /** @description With `customer_merged`, and with `conflict` where something has been merged before: the id of the customer that it is a part of now. */
            merged_into?: string;
            /** @description With the 404 of a merge: the ids that nobody has. */
            ids?: string[];
            /** @description With `changes_expired`: from where to begin again, relative to the URL of the request: `now` for a new token, `list` for all that is there, `beginning` for the whole history. */
            links?: {
                rel: string;
                href: string;
            }[];
            /** @description With the `precondition_failed` of a merge: which customers are not as you knew them, and the `ETag` that each has now. */
            stale?: {
                id: string;
                etag: string;
            }[];
            /** @description With `precondition_failed`: what has been changed since your version, your own later edits included (`by_self`); of more than 50 places only the fields. Empty where the history does not know your version, or where too much has been changed since to be compared. */
            changed?: components["schemas"]["ForeignChange"][];
        };
        /**
         * @description What went wrong, for a program.
         * @enum {string}
         */
        ProblemCode: "malformed_json" | "malformed_header" | "invalid_cursor" | "unauthenticated" | "forbidden" | "customer_not_found" | "import_not_found" | "batch_not_found" | "version_not_found" | "route_not_found" | "method_not_allowed" | "duplicate_found" | "customer_merged" | "conflict" | "merge_expired" | "stored_value_unreadable" | "ambiguous_key" | "batch_refused" | "customer_erased" | "changes_expired" | "precondition_failed" | "export_too_large" | "too_large" | "uri_too_long" | "unsupported_media_type" | "expectation_failed" | "unreadable_file" | "validation_failed" | "idempotency_key_reused" | "not_applied" | "rate_limited" | "internal" | "queue_unavailable" | "not_tried" | "database_unavailable" | "auth_unavailable";
        /** @description The version to go back to. */
        RevertRequest: {
            version: number;
        };
        /** @description A person as one customer, with what was merged into it. */
        Subject: {
            id: string;
            /** @description Live, or as it is in the trash; null where only a history is left. */
            customer?: components["schemas"]["CustomerInDB"] | null;
            /** @description Who deleted it and until when it is kept; null where it is not in the trash. */
            in_trash?: {
                /** Format: date-time */
                deleted_at: string;
                /** @description The uid of who deleted it; `external` for another program. */
                deleted_by: string;
                /** @description The name in their token then, else its e-mail address; null where it is not known. */
                deleted_by_name: string | null;
                /** Format: date-time */
                expires_at: string;
                /** @description The document in the trash, where there is a live one of the same id too; else null. */
                as_stored: {
                    [key: string]: unknown;
                } | null;
            } | null;
            /** @description The id that it was merged into; null where it was not. */
            merged_into?: string | null;
            /** @description Each field of the document that is stored otherwise than it is shown, as another program has left it. What JSON cannot say is in a map with one key: `$integer`, `$double`, `$time`, `$bytes`, `$reference`, `$place`, `$map`, `$stored`. */
            as_stored?: {
                [key: string]: unknown;
            };
            /** @description What other systems call it. */
            keys?: {
                system: string;
                key: string;
            }[];
            /** @description Addresses and numbers that it was created for, each as a digest. */
            claims?: {
                kind: string;
                digest: string;
            }[];
            /** @description That it may be the same as another one, and why. Who that is concerns somebody else. */
            duplicates?: {
                level: string;
                score: number;
                found_at: string;
                reasons: {
                    kind: string;
                    pointer: string;
                }[];
                /** @description Who has said that they are two, and when. */
                dismissed: {
                    by: string;
                    by_name: string | null;
                    at: string;
                } | null;
            }[];
            /** @description Requests that are known by their `Idempotency-Key` and name it: of each a digest. */
            idempotency_keys?: {
                digest: string;
                version: number | null;
                /** Format: date-time */
                used_at: string;
            }[];
            /** @description The newest first. */
            history: components["schemas"]["HeldVersion"][];
            /** @description Every customer that was merged into this one, and into those, however deep: `merged_into` says into which. */
            merged_from: components["schemas"]["HeldRecord"][];
            /** @description The rows of imports that the versions in `history` come from, also after an undo. */
            imports: {
                id: string;
                /** @description Null where the import is kept no more. */
                filename: string | null;
                row: number;
            }[];
            /** @description Programs that are told of changes: there are none yet. */
            disclosed_to: unknown[];
            /** @constant */
            erased: false;
        };
        /** @description Everything that is held of a person, or a part of it. */
        SubjectAccess: {
            /**
             * Format: date-time
             * @description All parts tell what was held at this moment.
             */
            generated_at: string;
            /** @description For the next part, within an hour; null on the last. */
            next_cursor: string | null;
            id: string;
            /** @description Live, or as it is in the trash; null where only a history is left. */
            customer?: components["schemas"]["CustomerInDB"] | null;
            /** @description Who deleted it and until when it is kept; null where it is not in the trash. */
            in_trash?: {
                /** Format: date-time */
                deleted_at: string;
                /** @description The uid of who deleted it; `external` for another program. */
                deleted_by: string;
                /** @description The name in their token then, else its e-mail address; null where it is not known. */
                deleted_by_name: string | null;
                /** Format: date-time */
                expires_at: string;
                /** @description The document in the trash, where there is a live one of the same id too; else null. */
                as_stored: {
                    [key: string]: unknown;
                } | null;
            } | null;
            /** @description The id that it was merged into; null where it was not. */
            merged_into?: string | null;
            /** @description Each field of the document that is stored otherwise than it is shown, as another program has left it. What JSON cannot say is in a map with one key: `$integer`, `$double`, `$time`, `$bytes`, `$reference`, `$place`, `$map`, `$stored`. */
            as_stored?: {
                [key: string]: unknown;
            };
            /** @description What other systems call it. */
            keys?: {
                system: string;
                key: string;
            }[];
            /** @description Addresses and numbers that it was created for, each as a digest. */
            claims?: {
                kind: string;
                digest: string;
            }[];
            /** @description That it may be the same as another one, and why. Who that is concerns somebody else. */
            duplicates?: {
                level: string;
                score: number;
                found_at: string;
                reasons: {
                    kind: string;
                    pointer: string;
                }[];
                /** @description Who has said that they are two, and when. */
                dismissed: {
                    by: string;
                    by_name: string | null;
                    at: string;
                } | null;
            }[];
            /** @description Requests that are known by their `Idempotency-Key` and name it: of each a digest. */
            idempotency_keys?: {
                digest: string;
                version: number | null;
                /** Format: date-time */
                used_at: string;
            }[];
            /** @description The newest first. */
            history: components["schemas"]["HeldVersion"][];
            /** @description Every customer that was merged into this one, and into those, however deep: `merged_into` says into which. */
            merged_from: components["schemas"]["HeldRecord"][];
            /** @description The rows of imports that the versions in `history` come from, also after an undo. */
            imports: {
                id: string;
                /** @description Null where the import is kept no more. */
                filename: string | null;
                row: number;
            }[];
            /** @description Programs that are told of changes: there are none yet. */
            disclosed_to: unknown[];
            /** @constant */
            erased: false;
        };
        /** @description Everything that is held of all who have a key, or a part of it. */
        SubjectAccesses: {
            /**
             * Format: date-time
             * @description All parts tell what was held at this moment.
             */
            generated_at: string;
            /** @description For the next part, within an hour; null on the last. */
            next_cursor: string | null;
            subjects: components["schemas"]["Subject"][];
        };
        /** @description A deleted customer, and until when it can be restored. */
        TrashEntry: {
            id: string;
            name: string;
            /** Format: date-time */
            deleted_at: string;
            /** @description The uid of who deleted it; `external` for another program. */
            deleted_by: string;
            /** @description The name in their token then, else its e-mail address; null where it is not known. */
            deleted_by_name: string | null;
            /** Format: date-time */
            expires_at: string;
            /** @description The id that it was merged into: that is taken back by `unmerge`, not by `restore`. Left out of what was deleted. */
            merged_into?: string;
        };
        /** @description A page of the trash. */
        TrashResponse: {
            trash: components["schemas"]["TrashEntry"][];
            next_cursor: string | null;
        };
        /** @description Which merge to undo. */
        UnmergeRequest: {
            /** @description The version of the merge, in the history of this customer. */
            merge_version: number;
            /**
             * @description Which of those that were merged are taken back; all, if it is left out.
             * @default null
             */
            only?: string[] | null;
            /**
             * @description Only tells what would be done; nothing is written.
             * @default false
             */
            dry_run?: boolean;
        };
        /** @description What an undo of a merge has made. */
        UnmergeResponse: {
            customer: components["schemas"]["CustomerInDB"];
            /** @description The customers that were taken back. */
            restored: components["schemas"]["CustomerInDB"][];
            /** @description What was changed since the merge, and stays in this customer as it is. */
            kept: {
                field: string;
                /** @constant */
                why: "changed since";
                /** @description What stays there; of a list the element. Left out in a repeated answer. */
                value?: unknown;
            }[];
            /** @description The `ETag` of each of these customers; of a dry run that of this one as it is now. */
            etags: {
                [key: string]: string;
            };
        };
    };
    responses: {
        /** @description `invalid_cursor`: This cursor does not belong to this query: start again from the first page. */
        InvalidCursor: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unauthenticated`: Sign in to go on: a valid Firebase ID token is needed in the Authorization header. */
        Unauthenticated: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `forbidden`: This needs the role "editor". */
        Forbidden: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `method_not_allowed`: This path answers to GET, HEAD, POST. */
        MethodNotAllowed: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `changes_expired`: This token is more than 90 days old, and erasures since then are no longer known: take a new token, list everything, and follow the changes from that token on. */
        ChangesExpired: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `uri_too_long`: The URL is longer than this API accepts: ask for less at once. */
        UriTooLong: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `expectation_failed`: The header Expect may only be 100-continue. */
        ExpectationFailed: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `validation_failed`: 2 entries are not accepted as they are: correct them and try again. */
        ValidationFailed: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate_limited`: You have read too much in a minute: wait and try again. Changes can still be saved. */
        RateLimited: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `internal`: Something went wrong on our side. Quote the request id when you report it. */
        Internal: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `database_unavailable`: The database cannot be reached: try again shortly.
         *
         *     `auth_unavailable`: Your access cannot be checked at the moment: try again shortly.
         */
        DatabaseUnavailableOrAuthUnavailable: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `malformed_json`: Line 3, column 14: the body is not valid JSON from here on.
         *
         *     `malformed_header`: The header If-Match holds no entity tag: send an ETag in its quotes, or *.
         */
        MalformedJsonOrMalformedHeader: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `duplicate_found`: There seems to be such a customer already, and nothing was saved: use that one, or save this one all the same. */
        DuplicateFound: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `customer_erased`: The customer for whom this Idempotency-Key was used has been erased since: nothing was done now. */
        CustomerErased: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too_large`: The body is longer than 1 MiB (1048576 bytes): send less at once. */
        TooLarge: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported_media_type`: Send the body as application/json in UTF-8. */
        UnsupportedMediaType: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                Accept: components["headers"]["Accept"];
                "Accept-Patch": components["headers"]["Accept-Patch"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `validation_failed`: 2 entries are not accepted as they are: correct them and try again.
         *
         *     `idempotency_key_reused`: This Idempotency-Key was used before for another request: use a new one.
         */
        ValidationFailedOrIdempotencyKeyReused: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `export_too_large`: This is more than one download may hold: narrow it down, or get it in parts, some 10 of them. */
        ExportTooLarge: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `malformed_json`: Line 3, column 14: the body is not valid JSON from here on.
         *
         *     `invalid_cursor`: This cursor does not belong to this query: start again from the first page.
         */
        MalformedJsonOrInvalidCursor: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `batch_refused`: Refused: 1 of 2 operations. So none of them was done: correct these and send the batch again. */
        BatchRefused: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `malformed_json`: Line 3, column 14: the body is not valid JSON from here on. */
        MalformedJson: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `malformed_header`: The header If-Match holds no entity tag: send an ETag in its quotes, or *. */
        MalformedHeader: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `customer_not_found`: There is no customer with this id: search again, or look in the trash. */
        CustomerNotFound: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `idempotency_key_reused`: This Idempotency-Key was used before for another request: use a new one.
         *
         *     `validation_failed`: 2 entries are not accepted as they are: correct them and try again.
         */
        IdempotencyKeyReusedOrValidationFailed: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `import_not_found`: There is no import with this id: its time may be over. */
        ImportNotFound: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `malformed_header`: The header If-Match holds no entity tag: send an ETag in its quotes, or *.
         *
         *     `malformed_json`: Line 3, column 14: the body is not valid JSON from here on.
         */
        MalformedHeaderOrMalformedJson: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `conflict`: This exists, so there is nothing to restore from the trash. */
        Conflict: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `validation_failed`: 2 entries are not accepted as they are: correct them and try again.
         *
         *     `unreadable_file`: The quote that is opened in line 17 is not closed.
         */
        ValidationFailedOrUnreadableFile: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `validation_failed`: 2 entries are not accepted as they are: correct them and try again.
         *
         *     `idempotency_key_reused`: This Idempotency-Key was used before for another request: use a new one.
         *
         *     `unreadable_file`: The quote that is opened in line 17 is not closed.
         */
        ValidationFailedOrIdempotencyKeyReusedOrUnreadableFile: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `queue_unavailable`: The work is noted but could not be begun: resume it shortly.
         *
         *     `database_unavailable`: The database cannot be reached: try again shortly.
         *
         *     `auth_unavailable`: Your access cannot be checked at the moment: try again shortly.
         */
        QueueUnavailableOrDatabaseUnavailableOrAuthUnavailable: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `batch_not_found`: No change of a customer was made by a batch with this request id. */
        BatchNotFound: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `ambiguous_key`: More than one has this key: choose one of them by its id. */
        AmbiguousKey: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `ambiguous_key`: More than one has this key: choose one of them by its id.
         *
         *     `stored_value_unreadable`: Another program has stored a value there that this API cannot read, and it was left alone: to replace it, send the whole field with its new value by PUT or PATCH.
         */
        AmbiguousKeyOrStoredValueUnreadable: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `precondition_failed`: Somebody else has changed this since you read it: read it again and repeat your change. */
        PreconditionFailed: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `stored_value_unreadable`: Another program has stored a value there that this API cannot read, and it was left alone: to replace it, send the whole field with its new value by PUT or PATCH. */
        StoredValueUnreadable: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `customer_merged`: This customer has been merged into another one, and nothing was changed: go on with that one. */
        CustomerMerged: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `customer_merged`: This customer has been merged into another one, and nothing was changed: go on with that one.
         *
         *     `stored_value_unreadable`: Another program has stored a value there that this API cannot read, and it was left alone: to replace it, send the whole field with its new value by PUT or PATCH.
         *
         *     `duplicate_found`: There seems to be such a customer already, and nothing was saved: use that one, or save this one all the same.
         */
        CustomerMergedOrStoredValueUnreadableOrDuplicateFound: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `customer_merged`: This customer has been merged into another one, and nothing was changed: go on with that one.
         *
         *     `stored_value_unreadable`: Another program has stored a value there that this API cannot read, and it was left alone: to replace it, send the whole field with its new value by PUT or PATCH.
         *
         *     `duplicate_found`: There seems to be such a customer already, and nothing was saved: use that one, or save this one all the same.
         *
         *     `conflict`: This exists, so there is nothing to restore from the trash.
         */
        CustomerMergedOrStoredValueUnreadableOrDuplicateFoundOrConflict: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `customer_merged`: This customer has been merged into another one, and nothing was changed: go on with that one.
         *
         *     `conflict`: This exists, so there is nothing to restore from the trash.
         */
        CustomerMergedOrConflict: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `customer_not_found`: There is no customer with this id: search again, or look in the trash.
         *
         *     `version_not_found`: There is no such version in this history: choose another one.
         */
        CustomerNotFoundOrVersionNotFound: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `customer_merged`: This customer has been merged into another one, and nothing was changed: go on with that one.
         *
         *     `stored_value_unreadable`: Another program has stored a value there that this API cannot read, and it was left alone: to replace it, send the whole field with its new value by PUT or PATCH.
         */
        CustomerMergedOrStoredValueUnreadable: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `customer_merged`: This customer has been merged into another one, and nothing was changed: go on with that one.
         *
         *     `stored_value_unreadable`: Another program has stored a value there that this API cannot read, and it was left alone: to replace it, send the whole field with its new value by PUT or PATCH.
         *
         *     `conflict`: This exists, so there is nothing to restore from the trash.
         */
        CustomerMergedOrStoredValueUnreadableOrConflict: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `customer_merged`: This customer has been merged into another one, and nothing was changed: go on with that one.
         *
         *     `stored_value_unreadable`: Another program has stored a value there that this API cannot read, and it was left alone: to replace it, send the whole field with its new value by PUT or PATCH.
         *
         *     `conflict`: This exists, so there is nothing to restore from the trash.
         *
         *     `merge_expired`: It is too late to undo this merge: what was merged is no longer in the trash. Nothing of it was lost by that.
         */
        CustomerMergedOrStoredValueUnreadableOrConflictOrMergeExpired: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `route_not_found`: There is nothing at this path. */
        RouteNotFound: {
            headers: {
                "Cache-Control": components["headers"]["Cache-Control"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                "Server-Timing": components["headers"]["Server-Timing"];
                "Content-Language": components["headers"]["Content-Language"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
         * @example crm-web-2025-03-11-0042
         */
        XRequestId: string;
        /**
         * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
         * @example el
         */
        AcceptLanguage: string;
        /**
         * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
         * @example "3-gkz1x2m8w0"
         */
        IfMatch: string;
        /**
         * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
         * @example "3-gkz1x2m8w0"
         */
        IfNoneMatch: string;
        /**
         * @description `return=minimal` for an answer without the bodies (RFC 7240).
         * @example return=minimal
         */
        Prefer: string;
        /**
         * @description The SHA-256 of the bytes (RFC 9530): where it is not that of what arrived, 422 and nothing is stored.
         * @example sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:
         */
        ContentDigest: string;
        /**
         * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
         * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
         */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description `no-store`, with `no-transform` where there is an `ETag`: no proxy may compress the answer. Files of the docs page may be kept: for a year under a name with their hash.
         * @example no-store
         */
        "Cache-Control": string;
        /**
         * @description The id of this exchange, also in the log and in every problem: quote it in a report.
         * @example 6f1c1b0e-4a0b-4a53-9f5c-5a3a3a0d8f11
         */
        "X-Request-Id": string;
        /**
         * @description Firestore reads that this request is billed for.
         * @example 1
         */
        "X-Firestore-Reads": number;
        /**
         * @description Firestore writes that this request is billed for.
         * @example 2
         */
        "X-Firestore-Writes": number;
        /**
         * @description Milliseconds in Firestore, in how many round trips, and in all (W3C Server Timing); browsers show them.
         * @example firestore;dur=7.1;desc="round trips: 1", total;dur=8.4
         */
        "Server-Timing": string;
        /**
         * @description What is left (`r`) of each limit, and in how many seconds it is whole again (`t`). A request counts for `requests`, and the Firestore reads that it costs for `reads`.
         * @example "requests"; r=1187; t=42, "reads"; r=58990; t=42
         */
        RateLimit: string;
        /**
         * @description Each limit: `q` in `w` seconds, of one caller on one instance.
         * @example "requests"; q=1200; w=60; pk=:ZmE4NDUxYWU3:, "reads"; q=60000; w=60; pk=:ZmE4NDUxYWU3:
         */
        "RateLimit-Policy": string;
        /**
         * @description How the file is compressed, if the request accepts that: `br` or `gzip`.
         * @example br
         */
        "Content-Encoding": "br" | "gzip";
        /**
         * @description A name for the file (RFC 6266).
         * @example attachment; filename="customers-2026-11-27.csv"
         */
        "Content-Disposition": string;
        /**
         * @description The language of `title`, `detail` and each `message`: that of `Accept-Language`, English if it names neither.
         * @example en
         */
        "Content-Language": "en" | "el";
        /**
         * @description The version of what is answered: send it as `If-Match` with an edit, as `If-None-Match` with a read. Absent only from the 412 of an upsert with `If-Match` where nobody is there.
         * @example "3-gkz1x2m8w0"
         */
        ETag: string;
        /**
         * @description The path of what was created; of a 307 that of the customer that the asked one was merged into.
         * @example /api/crm/customers/k7Jc0Fa1kQ3vX8mZpLd2
         */
        Location: string;
        /**
         * @description The next page (`rel="next"`, RFC 8288), relative to this URL. Absent on the last page.
         * @example <?limit=50&cursor=Qm9vZXJ0>; rel="next"
         */
        Link: string;
        /**
         * @description As of when the file is, all of its parts: ISO 8601, UTC, to the microsecond.
         * @example 2026-11-27T10:15:30.123456Z
         */
        "X-Snapshot-Time": string;
        /**
         * @description The token of all changes after the moment of the file: `since` of `GET /changes`.
         * @example b3Zs9Jq0aXvPq1Rt
         */
        "Changes-Since": string;
        /**
         * @description How many customers the whole file has, as of then; of a search it may be an upper bound, and 50001 stands for more than 50,000.
         * @example 20000
         */
        "X-Total-Count": number;
        /**
         * @description Whether that number is exact.
         * @example true
         */
        "X-Total-Is-Exact": "true" | "false";
        /**
         * @description The columns of a CSV that hold less than the customer does.
         * @example email_1, email_2, email_3, tags
         */
        "X-Digest-Columns": string;
        /**
         * @description `true` where nobody was found as it was typed, and these were found more loosely.
         * @example true
         */
        "X-Search-Relaxed": "true";
        /**
         * @description The media types of a body that are taken here (RFC 9110, 15.5.16).
         * @example application/json
         */
        Accept: string;
        /**
         * @description The same of a `PATCH` (RFC 5789, 3.1).
         * @example application/json, application/merge-patch+json, application/json-patch+json
         */
        "Accept-Patch": string;
        /**
         * @description `true` where this is the answer to an earlier request with the same `Idempotency-Key`.
         * @example true
         */
        "Idempotent-Replayed": "true";
        /**
         * @description The preference that was heeded (RFC 7240).
         * @example return=minimal
         */
        "Preference-Applied": "return=minimal";
        /**
         * @description Seconds to wait before trying again.
         * @example 2
         */
        "Retry-After": number;
        /**
         * @description How to authenticate (RFC 6750).
         * @example Bearer
         */
        "WWW-Authenticate": string;
        /**
         * @description The methods that this path answers to.
         * @example GET, HEAD, POST
         */
        Allow: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listCustomers: {
        parameters: {
            query?: {
                /**
                 * @description Words that must all be found in the name, the organization or a contact: with or without accents, in Greek or Latin letters, or a phone number in any format.
                 * @example giorgos papadop
                 */
                search?: string;
                /**
                 * @description Has this tag, exactly. Repeat it for several: all must be present.
                 * @example [
                 *       "ναός"
                 *     ]
                 */
                tag?: string[];
                /**
                 * @description Has this language, exactly.
                 * @example el
                 */
                language?: string;
                /**
                 * @description Is in this country, case and accents aside.
                 * @example Ελλάδα
                 */
                country?: string;
                /**
                 * @description Is in this city, case and accents aside.
                 * @example Θεσσαλονίκη
                 */
                city?: string;
                /**
                 * @description Is in this region, case and accents aside.
                 * @example Αττική
                 */
                region?: string;
                /**
                 * @description Is linked to this Firebase Auth user.
                 * @example kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1
                 */
                linked_user_id?: string;
                /**
                 * @description Owns this console device.
                 * @example CD-2023-00017
                 */
                device_id?: string;
                /**
                 * @description Owns this product.
                 * @example TAB-10
                 */
                product_id?: string;
                /**
                 * @description Owns something with this serial number.
                 * @example T10-23-000417
                 */
                serial_number?: string;
                /**
                 * @description Has this e-mail address, case aside.
                 * @example agiosnikolaos.peraia@example.gr
                 */
                email?: string;
                /**
                 * @description Has this phone number, in any format.
                 * @example 6975550142
                 */
                phone?: string;
                /**
                 * @description Was created or changed at this time or later.
                 * @example 2026-11-01T00:00:00Z
                 */
                updated_since?: string;
                /**
                 * @description The order, `-` for descending; equal keys go by the id. `relevance` only with `search`, and then the default; else `name`. Both hold at any size, and so does any order without a search and with at most one filter; another is 422 where more than 1,000 match.
                 * @example -updated_at
                 */
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "relevance";
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
                /**
                 * @description Customers per page.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description A file instead of JSON, the same as its media type in `Accept` (role **editor**). Then `limit` may be up to 2,000, and is that where it is left out.
                 * @example csv
                 */
                format?: "csv" | "ndjson" | "vcard";
                /**
                 * @description `true` for CSV as Excel opens it by a double click where the decimal sign is a comma: with a byte order mark, and `;` between the cells.
                 * @example true
                 */
                excel?: "true" | "false";
                /**
                 * @description The columns of a CSV and their order, separated by commas; all where it is left out: `id`, `name`, `organization`, `email_1`, `email_2`, `email_3`, `phone_1`, `phone_2`, `phone_3`, `other_1`, `city`, `region`, `country`, `language`, `tags`, `notes_count`, `created_at`, `updated_at`, `json`. `json` is the whole customer, without loss.
                 * @example id,name,phone_1,city
                 */
                columns?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the customers that match. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Snapshot-Time": components["headers"]["X-Snapshot-Time"];
                    "Changes-Since": components["headers"]["Changes-Since"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Total-Is-Exact": components["headers"]["X-Total-Is-Exact"];
                    "X-Digest-Columns": components["headers"]["X-Digest-Columns"];
                    "X-Search-Relaxed": components["headers"]["X-Search-Relaxed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerListResponse"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                    "text/vcard": string;
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            410: components["responses"]["ChangesExpired"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    createCustomer: {
        parameters: {
            query?: {
                /**
                 * @description `refuse`: 409 `duplicate_found` where this would enter somebody again; nothing is written then.
                 * @example refuse
                 */
                on_duplicate?: "allow" | "refuse";
                /**
                 * @description With `refuse`: from which level on.
                 * @example certain
                 */
                duplicate_level?: "certain" | "probable";
            };
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerCreate"];
            };
        };
        responses: {
            /** @description The new customer; or, with a key that was used before, the answer of then. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["DuplicateFound"];
            410: components["responses"]["CustomerErased"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    downloadCsv: {
        parameters: {
            query?: {
                /**
                 * @description Words that must all be found in the name, the organization or a contact: with or without accents, in Greek or Latin letters, or a phone number in any format.
                 * @example giorgos papadop
                 */
                search?: string;
                /**
                 * @description Has this tag, exactly. Repeat it for several: all must be present.
                 * @example [
                 *       "ναός"
                 *     ]
                 */
                tag?: string[];
                /**
                 * @description Has this language, exactly.
                 * @example el
                 */
                language?: string;
                /**
                 * @description Is in this country, case and accents aside.
                 * @example Ελλάδα
                 */
                country?: string;
                /**
                 * @description Is in this city, case and accents aside.
                 * @example Θεσσαλονίκη
                 */
                city?: string;
                /**
                 * @description Is in this region, case and accents aside.
                 * @example Αττική
                 */
                region?: string;
                /**
                 * @description Is linked to this Firebase Auth user.
                 * @example kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1
                 */
                linked_user_id?: string;
                /**
                 * @description Owns this console device.
                 * @example CD-2023-00017
                 */
                device_id?: string;
                /**
                 * @description Owns this product.
                 * @example TAB-10
                 */
                product_id?: string;
                /**
                 * @description Owns something with this serial number.
                 * @example T10-23-000417
                 */
                serial_number?: string;
                /**
                 * @description Has this e-mail address, case aside.
                 * @example agiosnikolaos.peraia@example.gr
                 */
                email?: string;
                /**
                 * @description Has this phone number, in any format.
                 * @example 6975550142
                 */
                phone?: string;
                /**
                 * @description Was created or changed at this time or later.
                 * @example 2026-11-01T00:00:00Z
                 */
                updated_since?: string;
                /**
                 * @description The order, `-` for descending; equal keys go by the id. `relevance` only with `search`, and then the default; else `name`. Both hold at any size, and so does any order without a search and with at most one filter; another is 422 where more than 1,000 match.
                 * @example -updated_at
                 */
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "relevance";
                /**
                 * @description `true` for CSV as Excel opens it by a double click where the decimal sign is a comma: with a byte order mark, and `;` between the cells.
                 * @example true
                 */
                excel?: "true" | "false";
                /**
                 * @description The columns of a CSV and their order, separated by commas; all where it is left out: `id`, `name`, `organization`, `email_1`, `email_2`, `email_3`, `phone_1`, `phone_2`, `phone_3`, `other_1`, `city`, `region`, `country`, `language`, `tags`, `notes_count`, `created_at`, `updated_at`, `json`. `json` is the whole customer, without loss.
                 * @example id,name,phone_1,city
                 */
                columns?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Snapshot-Time": components["headers"]["X-Snapshot-Time"];
                    "Changes-Since": components["headers"]["Changes-Since"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Total-Is-Exact": components["headers"]["X-Total-Is-Exact"];
                    "X-Digest-Columns": components["headers"]["X-Digest-Columns"];
                    "X-Search-Relaxed": components["headers"]["X-Search-Relaxed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ExportTooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    downloadNdjson: {
        parameters: {
            query?: {
                /**
                 * @description Words that must all be found in the name, the organization or a contact: with or without accents, in Greek or Latin letters, or a phone number in any format.
                 * @example giorgos papadop
                 */
                search?: string;
                /**
                 * @description Has this tag, exactly. Repeat it for several: all must be present.
                 * @example [
                 *       "ναός"
                 *     ]
                 */
                tag?: string[];
                /**
                 * @description Has this language, exactly.
                 * @example el
                 */
                language?: string;
                /**
                 * @description Is in this country, case and accents aside.
                 * @example Ελλάδα
                 */
                country?: string;
                /**
                 * @description Is in this city, case and accents aside.
                 * @example Θεσσαλονίκη
                 */
                city?: string;
                /**
                 * @description Is in this region, case and accents aside.
                 * @example Αττική
                 */
                region?: string;
                /**
                 * @description Is linked to this Firebase Auth user.
                 * @example kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1
                 */
                linked_user_id?: string;
                /**
                 * @description Owns this console device.
                 * @example CD-2023-00017
                 */
                device_id?: string;
                /**
                 * @description Owns this product.
                 * @example TAB-10
                 */
                product_id?: string;
                /**
                 * @description Owns something with this serial number.
                 * @example T10-23-000417
                 */
                serial_number?: string;
                /**
                 * @description Has this e-mail address, case aside.
                 * @example agiosnikolaos.peraia@example.gr
                 */
                email?: string;
                /**
                 * @description Has this phone number, in any format.
                 * @example 6975550142
                 */
                phone?: string;
                /**
                 * @description Was created or changed at this time or later.
                 * @example 2026-11-01T00:00:00Z
                 */
                updated_since?: string;
                /**
                 * @description The order, `-` for descending; equal keys go by the id. `relevance` only with `search`, and then the default; else `name`. Both hold at any size, and so does any order without a search and with at most one filter; another is 422 where more than 1,000 match.
                 * @example -updated_at
                 */
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "relevance";
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Snapshot-Time": components["headers"]["X-Snapshot-Time"];
                    "Changes-Since": components["headers"]["Changes-Since"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Total-Is-Exact": components["headers"]["X-Total-Is-Exact"];
                    "X-Digest-Columns": components["headers"]["X-Digest-Columns"];
                    "X-Search-Relaxed": components["headers"]["X-Search-Relaxed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ExportTooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    downloadVcards: {
        parameters: {
            query?: {
                /**
                 * @description Words that must all be found in the name, the organization or a contact: with or without accents, in Greek or Latin letters, or a phone number in any format.
                 * @example giorgos papadop
                 */
                search?: string;
                /**
                 * @description Has this tag, exactly. Repeat it for several: all must be present.
                 * @example [
                 *       "ναός"
                 *     ]
                 */
                tag?: string[];
                /**
                 * @description Has this language, exactly.
                 * @example el
                 */
                language?: string;
                /**
                 * @description Is in this country, case and accents aside.
                 * @example Ελλάδα
                 */
                country?: string;
                /**
                 * @description Is in this city, case and accents aside.
                 * @example Θεσσαλονίκη
                 */
                city?: string;
                /**
                 * @description Is in this region, case and accents aside.
                 * @example Αττική
                 */
                region?: string;
                /**
                 * @description Is linked to this Firebase Auth user.
                 * @example kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1
                 */
                linked_user_id?: string;
                /**
                 * @description Owns this console device.
                 * @example CD-2023-00017
                 */
                device_id?: string;
                /**
                 * @description Owns this product.
                 * @example TAB-10
                 */
                product_id?: string;
                /**
                 * @description Owns something with this serial number.
                 * @example T10-23-000417
                 */
                serial_number?: string;
                /**
                 * @description Has this e-mail address, case aside.
                 * @example agiosnikolaos.peraia@example.gr
                 */
                email?: string;
                /**
                 * @description Has this phone number, in any format.
                 * @example 6975550142
                 */
                phone?: string;
                /**
                 * @description Was created or changed at this time or later.
                 * @example 2026-11-01T00:00:00Z
                 */
                updated_since?: string;
                /**
                 * @description The order, `-` for descending; equal keys go by the id. `relevance` only with `search`, and then the default; else `name`. Both hold at any size, and so does any order without a search and with at most one filter; another is 422 where more than 1,000 match.
                 * @example -updated_at
                 */
                sort?: "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "relevance";
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "X-Snapshot-Time": components["headers"]["X-Snapshot-Time"];
                    "Changes-Since": components["headers"]["Changes-Since"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Total-Is-Exact": components["headers"]["X-Total-Is-Exact"];
                    "X-Digest-Columns": components["headers"]["X-Digest-Columns"];
                    "X-Search-Relaxed": components["headers"]["X-Search-Relaxed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/vcard": string;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["ExportTooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    searchCustomers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerSearch"];
            };
        };
        responses: {
            /** @description A page of the customers that match. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerListResponse"];
                };
            };
            400: components["responses"]["MalformedJsonOrInvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    batchCustomers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description `return=minimal` for an answer without the bodies (RFC 7240).
                 * @example return=minimal
                 */
                Prefer?: components["parameters"]["Prefer"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchRequest"];
            };
        };
        responses: {
            /** @description What became of each operation. */
            200: {
                headers: {
                    "Content-Language": components["headers"]["Content-Language"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResponse"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["BatchRefused"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    listDuplicates: {
        parameters: {
            query?: {
                /**
                 * @description Open pairs of this level and above.
                 * @example probable
                 */
                level?: "certain" | "probable";
                /**
                 * @description `dismissed`: those that somebody has said are two.
                 * @example open
                 */
                status?: "open" | "dismissed";
                /**
                 * @description Pairs per page.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of pairs. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicatePairsResponse"];
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    findDuplicates: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DuplicateCheck"];
            };
        };
        responses: {
            /** @description Who may be the same, the likeliest first. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DuplicatesResponse"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    dismissDuplicate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
                /**
                 * @description The id of another customer; either may come first.
                 * @example Zx81LmQpRt0aBcDeFgHi
                 */
                other_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is remembered. */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    takeDismissalBack: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
                /**
                 * @description The id of another customer; either may come first.
                 * @example Zx81LmQpRt0aBcDeFgHi
                 */
                other_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing is remembered of it. */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    listCustomerChanges: {
        parameters: {
            query: {
                /**
                 * @description The `next` of the answer before, with the same `customer_id` and `action`; `now` for a token and nothing else; `beginning` for the whole history of all that is not erased, oldest first.
                 * @example now
                 */
                since: string;
                /**
                 * @description Changes per page.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description For how many seconds to wait for a change, where there is none.
                 * @example 0
                 */
                wait?: number;
                /**
                 * @description `ids`: without the states.
                 * @example state
                 */
                include?: "state" | "ids";
                /**
                 * @description Only of this customer. The token is bound to it.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id?: string;
                /**
                 * @description Only these. Repeat it for several. It saves bytes, and no reads.
                 * @example [
                 *       "create"
                 *     ]
                 */
                action?: ("create" | "update" | "delete" | "restore" | "revert" | "keys_changed" | "merge" | "merged" | "unmerge" | "erase")[];
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerChangesResponse"];
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            410: components["responses"]["ChangesExpired"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    listImports: {
        parameters: {
            query?: {
                /**
                 * @description Entries per page.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of imports. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportsResponse"];
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    createImport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportRequest"];
            };
        };
        responses: {
            /** @description The import, and the bytes of a part. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportCreated"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    getImport: {
        parameters: {
            query?: {
                /**
                 * @description For so many seconds at most the answer waits for a change.
                 * @example 8
                 */
                wait?: number;
            };
            header?: {
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example i7Jc0Fa1kQ3vX8mZpLd2
                 */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description It still is as you have it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ImportNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    putImportPart: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The SHA-256 of the bytes (RFC 9530): where it is not that of what arrived, 422 and nothing is stored.
                 * @example sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:
                 */
                "Content-Digest"?: components["parameters"]["ContentDigest"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example i7Jc0Fa1kQ3vX8mZpLd2
                 */
                import_id: string;
                /**
                 * @description The number of the part, from 1 on.
                 * @example 1
                 */
                part: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description It is stored. */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeaderOrMalformedJson"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ImportNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    previewImport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example i7Jc0Fa1kQ3vX8mZpLd2
                 */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportPreviewRequest"];
            };
        };
        responses: {
            /** @description What the file looks like. */
            200: {
                headers: {
                    "Content-Language": components["headers"]["Content-Language"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            400: components["responses"]["MalformedJson"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ImportNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrUnreadableFile"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    startImport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example i7Jc0Fa1kQ3vX8mZpLd2
                 */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportStart"];
            };
        };
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ImportNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReusedOrUnreadableFile"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["QueueUnavailableOrDatabaseUnavailableOrAuthUnavailable"];
        };
    };
    listImportRows: {
        parameters: {
            query?: {
                /**
                 * @description Only rows with this outcome.
                 * @example failed
                 */
                outcome?: "created" | "updated" | "unchanged" | "skipped" | "failed";
                /**
                 * @description Rows per page.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example i7Jc0Fa1kQ3vX8mZpLd2
                 */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rows. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportRowsResponse"];
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ImportNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    getFailedRows: {
        parameters: {
            query?: {
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example i7Jc0Fa1kQ3vX8mZpLd2
                 */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A part of the file. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
                    "text/vcard": string;
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ImportNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    cancelImport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example i7Jc0Fa1kQ3vX8mZpLd2
                 */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It ends. */
            202: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ImportNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["QueueUnavailableOrDatabaseUnavailableOrAuthUnavailable"];
        };
    };
    resumeImport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example i7Jc0Fa1kQ3vX8mZpLd2
                 */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It goes on. */
            202: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ImportNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["QueueUnavailableOrDatabaseUnavailableOrAuthUnavailable"];
        };
    };
    undoImport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of the import.
                 * @example i7Jc0Fa1kQ3vX8mZpLd2
                 */
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The undo has begun. */
            202: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["ImportNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["Conflict"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["QueueUnavailableOrDatabaseUnavailableOrAuthUnavailable"];
        };
    };
    undoBatch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The `X-Request-Id` of the batch.
                 * @example 0f8e7c1a-3b5d-4e2f-9a61-7c2d5b8e4f10
                 */
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of each change. */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchUndoResponse"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["BatchNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    listDeletedCustomers: {
        parameters: {
            query?: {
                /**
                 * @description Entries per page.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the trash. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrashResponse"];
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    listUntouchedCustomers: {
        parameters: {
            query: {
                /**
                 * @description A date (its beginning in UTC) or a date-time: changed before that, and not since.
                 * @example 2023-01-01
                 */
                untouched_since: string;
                /**
                 * @description Customers per page.
                 * @example 50
                 */
                limit?: number;
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerListResponse"];
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    getCustomerByEmail: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description An e-mail address, percent-encoded; case and accents aside.
                 * @example agiosnikolaos.peraia@example.gr
                 */
                value: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            /** @description It still is as you have it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["AmbiguousKey"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    upsertCustomerByEmail: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description An e-mail address, percent-encoded; case and accents aside.
                 * @example agiosnikolaos.peraia@example.gr
                 */
                value: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerUpdate"];
            };
        };
        responses: {
            /** @description The customer as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            /** @description The new customer. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["AmbiguousKeyOrStoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    getCustomerByPhone: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description A phone number in any format, percent-encoded.
                 * @example +30 697 555 0142
                 */
                value: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            /** @description It still is as you have it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["AmbiguousKey"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    upsertCustomerByPhone: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description A phone number in any format, percent-encoded.
                 * @example +30 697 555 0142
                 */
                value: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerUpdate"];
            };
        };
        responses: {
            /** @description The customer as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            /** @description The new customer. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["AmbiguousKeyOrStoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    getCustomerByExternalKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The other system: small letters, digits, `.`, `-` and `_`.
                 * @example erp
                 */
                system: string;
                /**
                 * @description What that system calls the customer, percent-encoded.
                 * @example C-2041
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            /** @description It still is as you have it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    upsertCustomerByExternalKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The other system: small letters, digits, `.`, `-` and `_`.
                 * @example erp
                 */
                system: string;
                /**
                 * @description What that system calls the customer, percent-encoded.
                 * @example C-2041
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerUpdate"];
            };
        };
        responses: {
            /** @description The customer as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            /** @description The new customer. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["StoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    getCustomer: {
        parameters: {
            query?: {
                /**
                 * @description `false`: a customer that was merged into another one is 409 `customer_merged`, and not led to that one.
                 * @example false
                 */
                follow?: "true" | "false";
            };
            header?: {
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            /** @description It still is as you have it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It has been merged into the customer at `Location`, whatever `If-None-Match` says. Nobody keeps this answer: a merge may be undone. */
            307: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMerged"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    updateCustomer: {
        parameters: {
            query?: {
                /**
                 * @description `refuse`: 409 `duplicate_found` where this would enter somebody again; nothing is written then.
                 * @example refuse
                 */
                on_duplicate?: "allow" | "refuse";
                /**
                 * @description With `refuse`: from which level on.
                 * @example certain
                 */
                duplicate_level?: "certain" | "probable";
            };
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerUpdate"];
            };
        };
        responses: {
            /** @description The customer as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadableOrDuplicateFound"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    deleteCustomer: {
        parameters: {
            query?: {
                /**
                 * @description `true` removes the customer and its history for good (role admin).
                 * @example false
                 */
                erase?: "true" | "false";
            };
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was merged into another customer: its trash entry and its history are gone, and that one has kept what it got. */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasedPart"];
                };
            };
            /** @description It is gone. */
            204: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMerged"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    patchCustomer: {
        parameters: {
            query?: {
                /**
                 * @description `refuse`: 409 `duplicate_found` where this would enter somebody again; nothing is written then.
                 * @example refuse
                 */
                on_duplicate?: "allow" | "refuse";
                /**
                 * @description With `refuse`: from which level on.
                 * @example certain
                 */
                duplicate_level?: "certain" | "probable";
            };
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerUpdate"];
                "application/merge-patch+json": components["schemas"]["CustomerUpdate"];
                "application/json-patch+json": components["schemas"]["JsonPatch"];
            };
        };
        responses: {
            /** @description The customer as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadableOrDuplicateFoundOrConflict"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    restoreCustomer: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer, back. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrConflict"];
            410: components["responses"]["CustomerErased"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    revertCustomer: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevertRequest"];
            };
        };
        responses: {
            /** @description The customer as it was then. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFoundOrVersionNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    mergeCustomers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeRequest"];
            };
        };
        responses: {
            /** @description The customer with what the others had; with `dry_run` what that would be, and the `ETag` that this customer has. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergedCustomer"] | components["schemas"]["MergePreview"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadableOrConflict"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    unmergeCustomers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnmergeRequest"];
            };
        };
        responses: {
            /** @description The customer, and those that came back; with `dry_run` what that would be, and the `ETag` that this customer has. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmergeResponse"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFoundOrVersionNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadableOrConflictOrMergeExpired"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    listCustomerVersions: {
        parameters: {
            query?: {
                /**
                 * @description Entries per page.
                 * @example 20
                 */
                limit?: number;
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the history. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerHistoryResponse"];
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMerged"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    getCustomerVersion: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
                /**
                 * @description The number of a version.
                 * @example 2
                 */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer as it was then. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            /** @description It still is as you have it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFoundOrVersionNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    addNote: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerNoteInput"];
            };
        };
        responses: {
            /** @description The customer with the new element. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    addContact: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerContactInput"];
            };
        };
        responses: {
            /** @description The customer with the new element. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    addOwnedItem: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnedItemInput"];
            };
        };
        responses: {
            /** @description The customer with the new element. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedJsonOrMalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            415: components["responses"]["UnsupportedMediaType"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    addTag: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
                /**
                 * @description The tag, percent-encoded.
                 * @example ναός
                 */
                tag: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    removeTag: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
                /**
                 * @description The tag, percent-encoded.
                 * @example ναός
                 */
                tag: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    linkUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
                /**
                 * @description The uid of a Firebase Auth user.
                 * @example kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1
                 */
                uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    unlinkUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
                /**
                 * @description The uid of a Firebase Auth user.
                 * @example kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1
                 */
                uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer as it is now. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrStoredValueUnreadable"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    listCustomerKeys: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The external keys. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerKeysResponse"];
                };
            };
            /** @description It still is as you have it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    addCustomerKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
                /**
                 * @description The other system: small letters, digits, `.`, `-` and `_`.
                 * @example erp
                 */
                system: string;
                /**
                 * @description What that system calls the customer, percent-encoded.
                 * @example C-2041
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer as it is now: its fields stay, its version is a new one. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMergedOrConflict"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    removeCustomerKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.
                 * @example 5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
                /**
                 * @description The other system: small letters, digits, `.`, `-` and `_`.
                 * @example erp
                 */
                system: string;
                /**
                 * @description What that system calls the customer, percent-encoded.
                 * @example C-2041
                 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer as it is now: its fields stay, its version is a new one. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInDB"];
                };
            };
            400: components["responses"]["MalformedHeader"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMerged"];
            410: components["responses"]["CustomerErased"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["TooLarge"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["IdempotencyKeyReusedOrValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    accessSubject: {
        parameters: {
            query?: {
                /**
                 * @description `state`: each version with the whole customer after it, not only what it changed.
                 * @example state
                 */
                include?: "state";
                /**
                 * @description `html`: a page to read and print, in the language of `Accept-Language`. Without it, what `Accept` asks for: JSON or `text/html`.
                 * @example json
                 */
                format?: "json" | "html";
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The id of a customer.
                 * @example k7Jc0Fa1kQ3vX8mZpLd2
                 */
                customer_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that is held, or a part of it. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubjectAccess"];
                    "text/html": string;
                };
            };
            /** @description It has been merged into the customer at `Location`: ask for that one. */
            307: {
                headers: {
                    Location: components["headers"]["Location"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMerged"];
            410: components["responses"]["ChangesExpired"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    accessSubjectsByEmail: {
        parameters: {
            query?: {
                /**
                 * @description `state`: each version with the whole customer after it, not only what it changed.
                 * @example state
                 */
                include?: "state";
                /**
                 * @description `html`: a page to read and print, in the language of `Accept-Language`. Without it, what `Accept` asks for: JSON or `text/html`.
                 * @example json
                 */
                format?: "json" | "html";
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description An e-mail address, percent-encoded; case and accents aside.
                 * @example agiosnikolaos.peraia@example.gr
                 */
                value: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that is held of each of them, or a part of it. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubjectAccesses"];
                    "text/html": string;
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMerged"];
            410: components["responses"]["ChangesExpired"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    accessSubjectsByPhone: {
        parameters: {
            query?: {
                /**
                 * @description `state`: each version with the whole customer after it, not only what it changed.
                 * @example state
                 */
                include?: "state";
                /**
                 * @description `html`: a page to read and print, in the language of `Accept-Language`. Without it, what `Accept` asks for: JSON or `text/html`.
                 * @example json
                 */
                format?: "json" | "html";
                /**
                 * @description The `next_cursor` of the page before, with the same parameters otherwise.
                 * @example b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ
                 */
                cursor?: string;
            };
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description A phone number in any format, percent-encoded.
                 * @example +30 697 555 0142
                 */
                value: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that is held of each of them, or a part of it. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "Content-Disposition": components["headers"]["Content-Disposition"];
                    "Content-Language": components["headers"]["Content-Language"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubjectAccesses"];
                    "text/html": string;
                };
            };
            400: components["responses"]["InvalidCursor"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CustomerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            409: components["responses"]["CustomerMerged"];
            410: components["responses"]["ChangesExpired"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["Internal"];
            503: components["responses"]["DatabaseUnavailableOrAuthUnavailable"];
        };
    };
    getOpenApiDocument: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI document. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Encoding": components["headers"]["Content-Encoding"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            /** @description It still is as you have it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            404: components["responses"]["RouteNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            500: components["responses"]["Internal"];
        };
    };
    getDocsPage: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A web page. */
            200: {
                headers: {
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            404: components["responses"]["RouteNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            500: components["responses"]["Internal"];
        };
    };
    getDocsFile: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.
                 * @example "3-gkz1x2m8w0"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.
                 * @example el
                 */
                "Accept-Language"?: components["parameters"]["AcceptLanguage"];
                /**
                 * @description An id of your own for this exchange. One that is no sane id is replaced, not refused.
                 * @example crm-web-2025-03-11-0042
                 */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /**
                 * @description The name of the file, with or without its hash.
                 * @example page.js
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Encoding": components["headers"]["Content-Encoding"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            /** @description It still is as you have it. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Firestore-Reads": components["headers"]["X-Firestore-Reads"];
                    "X-Firestore-Writes": components["headers"]["X-Firestore-Writes"];
                    "Server-Timing": components["headers"]["Server-Timing"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedHeader"];
            404: components["responses"]["RouteNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            414: components["responses"]["UriTooLong"];
            417: components["responses"]["ExpectationFailed"];
            500: components["responses"]["Internal"];
        };
    };
}
