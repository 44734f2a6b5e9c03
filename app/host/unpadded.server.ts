import { Transform } from "node:stream";

/**
 * Takes the zero bytes out of a page on its way to the reader.
 *
 * React 18 writes its buffer of 2048 bytes whole where a letter of two or more bytes no longer fits at its end, so that
 * zero bytes stand between letters of any text that is not plain English: in an attribute or a script a browser reads
 * them as U+FFFD, and a script then no longer has the hash its policy names. A zero byte is never part of a page's own
 * text: HTML does not allow it, and UTF-8 has it in no other letter.
 * @source https://github.com/facebook/react/issues/24985, mended in React 19 (facebook/react#26228)
 */
export function withoutPadding(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk);
    },
  });
}
