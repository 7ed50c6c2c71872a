/**
 * PostgreSQL: the pool, statements, faults told apart, migrations, and the embedded server with the
 * settings that make it safe.
 */
package io.scoutline.platform.database;
