import { describe, expect, it } from 'vitest';
import { crc32 } from 'node:zlib';
import { launcherJar, launcherManifest } from '../../scripts/launcher-jar.ts';

/** As Java reads it (JAR File Specification): a line that begins with a space continues the one before. */
function attributes(manifest: string): Record<string, string> {
  const lines = manifest.replaceAll('\r\n ', '').trimEnd().split('\r\n');
  return Object.fromEntries(lines.map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]));
}

const lengths = [1, 57, 58, 59, 60, 127, 128, 129, 500];

describe('the manifest', () => {
  it.each(lengths)('says the whole URL of %i characters in lines of at most 72 bytes', (length) => {
    const url = `file:///${'x'.repeat(length)}`;
    const manifest = launcherManifest(url);
    expect(attributes(manifest)).toEqual({
      'Manifest-Version': '1.0',
      'Main-Class': 'com.google.cloud.datastore.emulator.firestore.CloudFirestore',
      'Class-Path': url,
    });
    for (const line of manifest.split(/(?<=\n)/)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(72);
  });

  it('ends with a line break, without which Java ignores its last line', () => {
    expect(launcherManifest('file:///a.jar').endsWith('a.jar\r\n')).toBe(true);
  });
});

describe('the jar', () => {
  const url = 'file:///opt/sdk/platform/cloud-firestore-emulator/cloud-firestore-emulator.jar';
  const jar = launcherJar(url);
  const end = jar.length - 22;
  const central = jar.readUInt32LE(end + 16);

  it('ends with a directory of its one file', () => {
    expect(jar.readUInt32LE(end)).toBe(0x06054b50);
    expect(jar.readUInt16LE(end + 10)).toBe(1);
    expect(jar.readUInt32LE(central)).toBe(0x02014b50);
    expect(central + jar.readUInt32LE(end + 12)).toBe(end);
  });

  it('stores the manifest as it is, with its checksum', () => {
    const offset = jar.readUInt32LE(central + 42);
    const nameLength = jar.readUInt16LE(offset + 26);
    const size = jar.readUInt32LE(offset + 18);
    const content = jar.subarray(offset + 30 + nameLength, offset + 30 + nameLength + size);
    expect(jar.readUInt32LE(offset)).toBe(0x04034b50);
    expect(jar.toString('latin1', offset + 30, offset + 30 + nameLength)).toBe('META-INF/MANIFEST.MF');
    expect(content.toString()).toBe(launcherManifest(url));
    expect(jar.readUInt32LE(offset + 14)).toBe(crc32(content));
    expect(jar.readUInt32LE(central + 16)).toBe(crc32(content));
  });
});
