/** The overview of this minute for a terminal. */
package tollgate.console.top;
