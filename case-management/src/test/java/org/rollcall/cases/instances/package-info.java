/** Two instances of the packaged service on one database and one Kafka, under fire. */
@NullMarked
package org.rollcall.cases.instances;

import org.jspecify.annotations.NullMarked;
