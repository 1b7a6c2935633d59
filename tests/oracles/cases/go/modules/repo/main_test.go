package main

import _ "example.org/asserts"
