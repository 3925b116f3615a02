package tollgate.hostmetrics;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.hostmetrics.HostReading.FileSystem;

/**
 * The mounted file systems that keep data on this machine: on a device or in a pool, each once however often it is mounted, at
 * the shortest of its places. File systems of others are left out, since asking for the room of one whose server is away does
 * not return; images are, since they are always full.
 */
final class LinuxFileSystems {
    private static final Set<String> POOLS = Set.of("zfs", "bcachefs");
    private static final Set<String> IMAGES = Set.of("squashfs", "iso9660", "erofs", "udf", "cramfs");
    private static final String ROOT = "/";

    private final Path mounts;

    LinuxFileSystems(Path mounts) {
        this.mounts = mounts;
    }

    List<FileSystem> read() throws IOException {
        List<FileSystem> found = new ArrayList<>();
        for (Mount mount : chosen()) {
            room(mount).filter(room -> room.total() > 0).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** Empty where it was unmounted meanwhile, or is closed to this user. */
    private static Optional<FileSystem> room(Mount of) {
        try {
            FileStore store = Files.getFileStore(Path.of(of.place));
            return Optional.of(new FileSystem(
                    of.device,
                    of.place,
                    of.type,
                    store.getTotalSpace(),
                    store.getUnallocatedSpace(),
                    store.getUsableSpace()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<Mount> chosen() throws IOException {
        Map<String, Mount> byDevice = new LinkedHashMap<>();
        Mount root = null;
        for (String line : Files.readAllLines(mounts)) {
            Mount mount = Mount.of(line);
            if (mount.isLocal()) {
                byDevice.merge(mount.device, mount, (a, b) -> b.place.length() < a.place.length() ? b : a);
            }
            root = mount.place.equals(ROOT) ? mount : root;
        }
        // In a container that shows no device, its layers are all the room that there is.
        return byDevice.isEmpty() && root != null ? List.of(root) : List.copyOf(byDevice.values());
    }

    private record Mount(String device, String place, String type) {
        /** {@code device place type options 0 0}, where a blank in a name is {@code \040}: fstab(5). */
        static Mount of(String line) {
            String[] parts = line.split(" ", -1);
            return new Mount(unescaped(parts[0]), unescaped(parts[1]), parts[2]);
        }

        boolean isLocal() {
            boolean onDevice = device.startsWith("/") && !device.startsWith("//") && !IMAGES.contains(type);
            return onDevice || POOLS.contains(type);
        }

        private static String unescaped(String name) {
            return name.replace("\\040", " ")
                    .replace("\\011", "\t")
                    .replace("\\012", "\n")
                    .replace("\\134", "\\");
        }
    }
}
