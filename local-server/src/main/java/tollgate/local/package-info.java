/** What a server in a child process needs, whichever it is. */
package tollgate.local;
