// Messages as protocol buffers: their fields by number, over the library's reader and writer of the encoding.
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export { BinaryWriter };

/** A reader of a message. Parts that it gives are views of the same memory; a text is decoded without one. */
export class MessageReader extends BinaryReader {
  readonly #message: Buffer;

  constructor(message: Uint8Array) {
    super(message);
    this.#message = asBuffer(message);
  }

  override string(): string {
    return this.text(endOfPart(this));
  }

  /** The part that ends at `end`, as text. */
  text(end: number): string {
    const text = this.#message.toString('utf8', this.pos, end);
    this.pos = end;
    return text;
  }

  /** Whether the part that ends at `end` is this text; the next thing to read stands behind it. */
  isText(text: string, end: number): boolean {
    const { pos } = this;
    this.pos = end;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      // A text that is no ASCII has other bytes than codes.
      if (code > MAX_ASCII)
        return end - pos === Buffer.byteLength(text) && this.#message.toString('utf8', pos, end) === text;
      if (pos + at >= end || this.#message[pos + at] !== code) return false;
    }
    return end - pos === text.length;
  }

  /** The bytes from `start` to where the reader stands. */
  since(start: number): Uint8Array {
    return this.#message.subarray(start, this.pos);
  }
}

/**
 * Goes through the fields of a message in the order in which they came: of the part of the reader's that ends at `end`. `read` takes the
 * value of a field; what it leaves is skipped. Throws an Error for bytes that are no message.
 */
export function readFields(reader: MessageReader, read: (field: number) => void, end = reader.len): void {
  while (reader.pos < end) {
    const [field, type] = reader.tag();
    const start = reader.pos;
    read(field);
    if (reader.pos === start) skip(reader, type, field);
  }
}

/** Goes behind a value. The library's own makes a view of what it skips. */
export function skip(reader: MessageReader, type: WireType, field: number): void {
  if (type === WireType.LengthDelimited) reader.pos = endOfPart(reader);
  else reader.skip(type, field);
}

/** Where a part ends whose length comes next. Throws a RangeError where that is beyond the message. */
export function endOfPart(reader: MessageReader): number {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) throw new RangeError('a part ends behind its message');
  return end;
}

/** An int64: a number where it is a safe integer, a bigint where it is not. */
export function readInteger(reader: MessageReader): number | bigint {
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

/** The same bytes. A message from the network is a Buffer, and so is each part of it. */
const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const MAX_ASCII = 0x7f;
const MAX_UINT32 = 0xffff_ffff;
