/** The queries that the console may run, their typed parameters, and their answers, each of which is worked out once for all who look. */
package tollgate.console.query;
