#include "rcfile.h"

#include "attributes.h"
#include "error.h"
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
cannot(struct vshim_error *error, const char *path, const char *what, const char *why)
{
	error_set(error, STATUS_FAILED, "%q %s: %s", path, what, why);
	return error_hint(error, "look at it: ls -l %q", path);
}

/* Adds all that can be read from FD. 0, or -1 with errno. */
static int
read_all(int fd, struct text *text)
{
	char buffer[16384];
	ssize_t length;

	text_add_bytes(text, "", 0);
	while ((length = read(fd, buffer, sizeof(buffer))) != 0) {
		if (length > 0)
			text_add_bytes(text, buffer, (size_t)length);
		else if (errno != EINTR)
			return -1;
	}
	return 0;
}

/* PATH is not there, nor what it may be a link to. */
static int
begin_new(struct rcfile *file, const char *path, struct vshim_error *error)
{
	struct stat status;

	if (errno != ENOENT)
		return cannot(error, path, "cannot be read", strerror(errno));
	if (lstat(path, &status) == 0)
		return cannot(error, path, "is a link", "what it leads to is not there");
	file->path = text_copy(path);
	text_add_bytes(&file->text, "", 0);
	return 0;
}

int
rcfile_read(struct rcfile *file, const char *path, struct vshim_error *error)
{
	*file = (struct rcfile){.path = realpath(path, NULL)};
	if (file->path == NULL)
		return begin_new(file, path, error);
	int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	int err = fd < 0 || fstat(fd, &file->status) != 0 ? -1 : 0;
	if (err == 0 && S_ISREG(file->status.st_mode))
		err = read_all(fd, &file->text);
	if (err != 0)
		cannot(error, path, "cannot be read", strerror(errno));
	else if (!S_ISREG(file->status.st_mode))
		err = cannot(error, path, "cannot be changed", "it is no plain file");
	if (fd >= 0)
		close(fd);
	file->is_there = true;
	return err;
}

/* Makes the file open as FD like the one that was read. 0, or -1 with errno. */
static int
make_alike(int fd, const struct rcfile *file)
{
	const struct stat *status = &file->status;
	struct stat now;

	if (!file->is_there)
		return 0;
	if (fstat(fd, &now) != 0 ||
		((now.st_uid != status->st_uid || now.st_gid != status->st_gid) &&
			fchown(fd, status->st_uid, status->st_gid) != 0) ||
		fchmod(fd, status->st_mode & 07777) != 0)
		return -1;
	attributes_copy(file->path, fd);
	return 0;
}

static int
write_all(int fd, const struct text *text)
{
	size_t done = 0;

	while (done < text->length) {
		ssize_t length = write(fd, text->data + done, text->length - done);

		if (length < 0 && errno != EINTR)
			return -1;
		done += length > 0 ? (size_t)length : 0;
	}
	/* Else a power failure could leave the new name with nothing in it. */
	return fsync(fd);
}

/* Whether somebody else has written to the file since it was read. */
static bool
has_changed(const struct rcfile *file)
{
	const struct stat *then = &file->status;
	struct stat now;

	if (lstat(file->path, &now) != 0)
		return file->is_there;
	return !file->is_there || now.st_ino != then->st_ino ||
		now.st_dev != then->st_dev || now.st_size != then->st_size ||
		now.st_mtim.tv_sec != then->st_mtim.tv_sec ||
		now.st_mtim.tv_nsec != then->st_mtim.tv_nsec;
}

/* Gives TEMPORARY the name of the file. A new one never takes the place of another. */
static int
put_in_place(const struct rcfile *file, const char *temporary)
{
	if (file->is_there)
		return rename(temporary, file->path);
	if (link(temporary, file->path) == 0)
		return unlink(temporary);
	/* Not every file system has links. */
	if (errno == EEXIST || access(file->path, F_OK) == 0) {
		errno = EBUSY;
		return -1;
	}
	return rename(temporary, file->path);
}

/* Writes TEMPORARY and gives it the file's name. 0, or -1 with errno. */
static int
replace(const struct rcfile *file, const char *temporary)
{
	mode_t mode = file->is_there ? 0600 : 0644;
	int fd = open(
		temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);

	if (fd < 0)
		return -1;
	int err = make_alike(fd, file) != 0 || write_all(fd, &file->text) != 0 ? -1 : 0;
	if (close(fd) != 0)
		err = -1;
	if (err == 0 && has_changed(file)) {
		errno = EBUSY;
		err = -1;
	}
	if (err == 0)
		err = put_in_place(file, temporary);
	int reason = errno;
	if (err != 0)
		unlink(temporary);
	errno = reason;
	return err;
}

static int
make_directory(const char *file)
{
	char *directory = text_copy(file);
	char *slash = strrchr(directory, '/');
	int err = 0;

	if (slash != NULL && slash != directory) {
		*slash = '\0';
		err = store_make_directories(directory);
	}
	free(directory);
	return err;
}

int
rcfile_write(const struct rcfile *file, struct vshim_error *error)
{
	struct text temporary = {.data = NULL};

	/* A rename would not ask: whoever made the file read-only meant it. */
	if (file->is_there &&
		((file->status.st_mode & 0222) == 0 ||
			(access(file->path, W_OK) != 0 && errno != ENOENT))) {
		error_set(error, STATUS_FAILED, "%q is read-only", file->path);
		return error_hint(error, "if it may change: chmod u+w %q", file->path);
	}
	text_format(&temporary, "%s.%d.0~", file->path, (int)getpid());
	int err = make_directory(file->path);
	if (err == 0)
		err = replace(file, temporary.data);
	if (err != 0)
		cannot(error, file->path, "cannot be changed",
			errno == EBUSY ? "somebody else changes it, too; try again"
				       : strerror(errno));
	text_free(&temporary);
	return err;
}

void
rcfile_free(struct rcfile *file)
{
	free(file->path);
	text_free(&file->text);
	*file = (struct rcfile){.path = NULL};
}
