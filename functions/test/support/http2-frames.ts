/** Bytes of the header of every frame (RFC 9113, 4.1): 3 of length, 1 of type, 1 of flags, 4 of stream. */
const HEADER_BYTES = 9;

/** Cuts one direction of an HTTP/2 connection into whole frames, however they were split on the way. */
export class Http2Frames {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): Buffer[] {
    const frames: Buffer[] = [];
    let bytes = Buffer.concat([this.#rest, chunk]);
    while (bytes.length >= HEADER_BYTES && bytes.length >= HEADER_BYTES + bytes.readUIntBE(0, 3)) {
      const end = HEADER_BYTES + bytes.readUIntBE(0, 3);
      frames.push(bytes.subarray(0, end));
      bytes = bytes.subarray(end);
    }
    this.#rest = bytes;
    return frames;
  }
}

/** Whether a server's frame begins a reply, or ends it with the status (type 1, HEADERS): without either the call fails. */
export function isReplyHeader(frame: Buffer): boolean {
  return frame[3] === 1;
}
