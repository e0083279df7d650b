import { randomUUID } from 'node:crypto';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asRead, readExactly, writeExactly } from './support/exact-documents.ts';
import { closeFirestore, newProject, openFirestore } from './support/firestore.ts';
import { type FrameworkProcess, startFramework } from './support/framework-process.ts';
import { encode, long, messages, type Value } from './support/protocol.ts';
import { until } from './support/until.ts';

// The trigger in the bundle, with events as production delivers them: in protocol buffers, where the emulators send JSON.
const project = newProject();
const firestore = openFirestore(project);
let bundle: FrameworkProcess;

beforeAll(async () => {
  bundle = await startFramework(
    {
      GCLOUD_PROJECT: project,
      FIRESTORE_EMULATOR_HOST: process.env['FIRESTORE_EMULATOR_HOST'],
      FUNCTION_SIGNATURE_TYPE: 'cloudevent',
    },
    { target: 'reconcileCustomer' },
  );
}, 60_000);
afterAll(async () => {
  await bundle.stop();
  await closeFirestore(firestore);
});

const fields: Record<string, Value> = {
  name: { stringValue: 'Συμβάν' },
  largest: { integerValue: long(9223372036854775807n) },
  whole: { doubleValue: 5 },
};
const proto = ({ seconds, nanoseconds }: Timestamp) => ({ seconds, nanos: nanoseconds });

/** google.events.cloud.firestore.v1.DocumentEventData: the document as it is (1), and as it was before (2). */
function eventData(after: DocumentSnapshot | null, before: DocumentSnapshot | null): Buffer {
  const writer = new BinaryWriter();
  for (const [number, snapshot] of [after, before].entries()) {
    if (!snapshot?.createTime || !snapshot.updateTime) continue;
    const document = encode(messages.Document, {
      name: `projects/${project}/databases/(default)/documents/${snapshot.ref.path}`,
      fields,
      createTime: proto(snapshot.createTime),
      updateTime: proto(snapshot.updateTime),
    });
    writer.tag(number + 1, WireType.LengthDelimited).bytes(document);
  }
  return Buffer.from(writer.finish());
}

async function deliver(id: string, data: Buffer): Promise<number> {
  const { status } = await fetch(bundle.url, {
    method: 'POST',
    body: Uint8Array.from(data),
    headers: {
      'Content-Type': 'application/protobuf',
      'ce-specversion': '1.0',
      'ce-id': randomUUID(),
      'ce-type': 'google.cloud.firestore.document.v1.written',
      'ce-source': `//firestore.googleapis.com/projects/${project}/databases/(default)`,
      'ce-subject': `documents/crm_customers/${id}`,
      'ce-time': new Date().toISOString(),
      'ce-document': `crm_customers/${id}`,
      'ce-project': project,
      'ce-database': '(default)',
      'ce-namespace': '(default)',
      'ce-location': 'eur3',
    },
  });
  return status;
}

it('a document that another program writes and deletes is adopted, and kept as it was stored', async () => {
  const document = firestore.doc('crm_customers/event');
  await writeExactly(firestore, document.path, fields);
  const written = await document.get();
  expect(await deliver('event', eventData(written, null))).toBe(204);
  const adopted = await until(async () => {
    const snapshot = await document.get();
    return snapshot.get('_meta.version') === 1 ? snapshot : null;
  });
  await document.delete();
  expect(await deliver('event', eventData(null, adopted))).toBe(204);
  const kept = await readExactly(firestore, 'crm_customers_trash/event', 'document');
  expect(kept).toMatchObject(asRead(fields));
});
