// Messages as protocol buffers: their fields by number, over the library's reader and writer of the encoding.
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export { type BinaryReader, BinaryWriter };

/** A reader of a message. Parts that it gives are views of the same memory. */
export function readerOf(message: Uint8Array): BinaryReader {
  return new BinaryReader(message, textOf);
}

/**
 * Goes through the fields of a message in the order in which they came: of the part of the reader's that ends at `end`. `read` takes the
 * value of a field; what it leaves is skipped. Throws an Error for bytes that are no message.
 */
export function readFields(reader: BinaryReader, read: (field: number) => void, end = reader.len): void {
  while (reader.pos < end) {
    const [field, type] = reader.tag();
    const start = reader.pos;
    read(field);
    if (reader.pos === start) reader.skip(type, field);
  }
}

/** Where a part ends whose length comes next. */
export function endOfPart(reader: BinaryReader): number {
  const length = reader.uint32();
  return reader.pos + length;
}

/** An int64: a number where it is a safe integer, a bigint where it is not. */
export function readInteger(reader: BinaryReader): number | bigint {
  const value = BigInt(reader.int64());
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Begins a field that is a message; `join()` of the writer ends it. */
export function begin(writer: BinaryWriter, field: number): void {
  writer.tag(field, WireType.LengthDelimited).fork();
}

export function writeString(writer: BinaryWriter, field: number, text: string): void {
  writer.tag(field, WireType.LengthDelimited).string(text);
}

export function writeBytes(writer: BinaryWriter, field: number, bytes: Uint8Array): void {
  writer.tag(field, WireType.LengthDelimited).bytes(bytes);
}

export function writeBool(writer: BinaryWriter, field: number, value: boolean): void {
  writer.tag(field, WireType.Varint).bool(value);
}

/** An enum, or an int32 or int64. Throws an Error where the value is beyond 64 bits. */
export function writeInteger(writer: BinaryWriter, field: number, value: number | bigint): void {
  writer.tag(field, WireType.Varint);
  if (typeof value === 'number' && value >= 0 && value <= MAX_UINT32) writer.uint32(value);
  else writer.int64(typeof value === 'bigint' ? value : BigInt(value));
}

export function writeDouble(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Bit64).double(value);
}

/** All that was written, as gRPC takes it. */
export function finish(writer: BinaryWriter): Buffer {
  const { buffer, byteOffset, byteLength } = writer.finish();
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** UTF-8 as text: faster than the TextDecoder that the library would take (measured). */
export const textOf = (bytes: Uint8Array) => asBuffer(bytes).toString('utf8');

/** The same bytes. A message from the network is a Buffer, and so is each part of it. */
const asBuffer = (bytes: Uint8Array) =>
  bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const MAX_UINT32 = 0xffff_ffff;
