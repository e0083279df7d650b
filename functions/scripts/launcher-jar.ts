import { crc32 } from 'node:zlib';

/** The class that the Google Cloud CLI starts in its jar: the jar itself does not name it. */
const mainClass = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';

/** The manifest format's limit for one line, its line break included (JAR File Specification, "Notes on Manifest"). */
const lineBytes = 72;

/**
 * A jar that holds only a manifest and starts the Google Cloud CLI's Firestore emulator: `java -jar`, which is how
 * firebase-tools starts it, needs a `Main-Class`, and the CLI's jar has none. A Java runtime has no `jar` tool, so the
 * archive is written here.
 *
 * @param jarUrl the `file:` URL of the CLI's jar
 */
export function launcherJar(jarUrl: string): Buffer {
  return storedZip('META-INF/MANIFEST.MF', Buffer.from(launcherManifest(jarUrl), 'latin1'));
}

/** The manifest, in lines of at most 72 bytes. A URL and a class name are ASCII: a character is a byte. */
export function launcherManifest(jarUrl: string): string {
  return ['Manifest-Version: 1.0', `Main-Class: ${mainClass}`, `Class-Path: ${jarUrl}`]
    .map((line) => `${wrapped(line)}\r\n`)
    .join('');
}

function wrapped(line: string): string {
  const room = lineBytes - 2;
  const lines = [line.slice(0, room)];
  // A continuation begins with one space, which takes one of its bytes.
  for (let at = room; at < line.length; at += room - 1) lines.push(` ${line.slice(at, at + room - 1)}`);
  return lines.join('\r\n');
}

/** A zip archive of one file, not compressed (PKWARE APPNOTE 4.3: local header, central directory, end record). */
function storedZip(name: string, content: Buffer): Buffer {
  const fileName = Buffer.from(name, 'latin1');
  // Version 2.0, no flags, stored, 1 January 1980: a zip cannot say that it has no date.
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(content.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(fileName.length, 22);
  const local = Buffer.concat([signature(0x04034b50), common, fileName, content]);
  // The central header repeats the local one after the version that made it, and ends with attributes and the offset
  // of the local header, all zero here.
  const madeBy = Buffer.from([20, 0]);
  const central = Buffer.concat([signature(0x02014b50), madeBy, common, Buffer.alloc(14), fileName]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
