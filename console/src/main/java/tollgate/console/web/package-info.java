/** What browsers are answered: the page, and data for it as JSON. */
package tollgate.console.web;
