"""Starts a program with an environment block that no shell can make.

start.py PROGRAM [ENTRY...]: the entries are its whole environment, as they are; in them
`\\xHH` is the byte HH. The program gets its own path as its only argument.
"""
import codecs
import ctypes
import os
import sys

program = os.fsencode(sys.argv[1])
entries = [codecs.escape_decode(os.fsencode(entry))[0] for entry in sys.argv[2:]]
block = (ctypes.c_char_p * (len(entries) + 1))(*entries, None)
arguments = (ctypes.c_char_p * 2)(program, None)
ctypes.CDLL(None, use_errno=True).execve(program, arguments, block)
sys.exit(os.strerror(ctypes.get_errno()))
