return loadfile("/etc/hostname")
