package tollgate.console.query;

/** Something that answers ES|QL. */
public interface Esql {
    /**
     * The answer to a question. Blocks until it is there, or the time for it is over.
     *
     * @throws QueryFailedException where there is none
     */
    Table ask(Question question) throws QueryFailedException;
}
