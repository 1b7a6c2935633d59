module example.org/app

go 1.21

require (
	example.org/Store v2.0.0+incompatible
	example.org/asserts v1.0.0
	example.org/db v0.0.0-20240102030405-0123456789ab
	example.org/orig v1.0.0
	example.org/part0 v1.0.0
	example.org/web v1.2.0
)

require (
	example.org/color v0.9.0 // indirect
	example.org/diffs v1.0.0 // indirect
	example.org/logs v1.1.0 // indirect
	example.org/part1 v1.0.0 // indirect
	example.org/part10 v1.0.0 // indirect
	example.org/part11 v1.0.0 // indirect
	example.org/part12 v1.0.0 // indirect
	example.org/part13 v1.0.0 // indirect
	example.org/part14 v1.0.0 // indirect
	example.org/part15 v1.0.0 // indirect
	example.org/part16 v1.0.0 // indirect
	example.org/part17 v1.0.0 // indirect
	example.org/part18 v1.0.0 // indirect
	example.org/part19 v1.0.0 // indirect
	example.org/part2 v1.0.0 // indirect
	example.org/part20 v1.0.0 // indirect
	example.org/part21 v1.0.0 // indirect
	example.org/part22 v1.0.0 // indirect
	example.org/part23 v1.0.0 // indirect
	example.org/part24 v1.0.0 // indirect
	example.org/part25 v1.0.0 // indirect
	example.org/part26 v1.0.0 // indirect
	example.org/part27 v1.0.0 // indirect
	example.org/part28 v1.0.0 // indirect
	example.org/part29 v1.0.0 // indirect
	example.org/part3 v1.0.0 // indirect
	example.org/part4 v1.0.0 // indirect
	example.org/part5 v1.0.0 // indirect
	example.org/part6 v1.0.0 // indirect
	example.org/part7 v1.0.0 // indirect
	example.org/part8 v1.0.0 // indirect
	example.org/part9 v1.0.0 // indirect
	example.org/pool v1.0.0 // indirect
	example.org/radix v1.0.0 // indirect
	example.org/router v1.1.0 // indirect
)

replace example.org/orig => example.org/fork v1.5.0
