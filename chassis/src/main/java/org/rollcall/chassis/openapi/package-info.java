/** Describes a service's REST as OpenAPI: what all operations have in common is said once, here. */
@NullMarked
package org.rollcall.chassis.openapi;

import org.jspecify.annotations.NullMarked;
