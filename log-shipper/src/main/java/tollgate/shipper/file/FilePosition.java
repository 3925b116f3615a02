package tollgate.shipper.file;

/**
 * How far a file has been shipped.
 *
 * @param path where it was seen last
 * @param key the file system's own name for it, which a rename keeps: device and inode
 * @param identity what it begins with, which a copy keeps
 * @param offset bytes from its start; a line begins there
 * @param reserved bytes before this may have been sent although they are not acknowledged; bytes from here on have not
 */
public record FilePosition(String path, String key, FileIdentity identity, long offset, long reserved) {

    /** Another place in the same file. */
    public FilePosition at(long newOffset) {
        return new FilePosition(path, key, identity, newOffset, reserved);
    }

    public FilePosition withReserved(long newReserved) {
        return new FilePosition(path, key, identity, offset, newReserved);
    }
}
