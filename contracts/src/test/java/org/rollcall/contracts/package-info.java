/** Holds the records, the golden files, the schemas and the AsyncAPI together. */
@NullMarked
package org.rollcall.contracts;

import org.jspecify.annotations.NullMarked;
