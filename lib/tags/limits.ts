/** One rendered text: a body, a URL, a header value, a mail. In bytes of UTF-8. */
export const MAX_RENDERED_BYTES = 256 * 1024;

/** How deep a JSON body may nest. */
export const MAX_JSON_DEPTH = 64;

/** More problems than a person reads in one sitting; hostile text could have tens of thousands. */
export const MAX_PROBLEMS = 50;
